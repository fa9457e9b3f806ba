import type { Database } from "../db/database.ts";

/**
 * Deletes a release with its deploys and its list of commits; the commits stay recorded. Issues that
 * it resolved stay resolved, with no release to their resolution. As in Sentry, a release in which an
 * issue was first seen stays, or nobody could tell where the issue came from.
 * @returns how many issues were first seen in it; none: it is deleted
 */
export function applyReleaseDeletion(db: Database, releaseId: number): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { issues } = await trx
      .selectFrom("issues")
      .select((eb) => eb.fn.countAll<number | string>().as("issues"))
      .where("firstReleaseId", "=", releaseId)
      .executeTakeFirstOrThrow();
    if (Number(issues) > 0) return Number(issues);
    await trx.deleteFrom("resolutions").where("releaseId", "=", releaseId).execute();
    await trx.deleteFrom("releases").where("id", "=", releaseId).execute();
    return 0;
  });
}
