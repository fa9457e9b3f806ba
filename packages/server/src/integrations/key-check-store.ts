import type { Database } from "../db/database.ts";
import type { SecretBox } from "./secret-box.ts";

export const KEY_CHECK_PURPOSE = "key check";

/**
 * Tells whether the secret key is the one that this database was begun with; a new database
 * remembers the key that it is given. Found out late, a wrong key would fail every webhook.
 */
export function isSameKey(db: Database, secretBox: SecretBox): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const row = await trx.selectFrom("keyChecks").select("sealed").executeTakeFirst();
    if (row) return opens(secretBox, row.sealed);
    await trx
      .insertInto("keyChecks")
      .values({ sealed: secretBox.seal("", KEY_CHECK_PURPOSE) })
      .execute();
    return true;
  });
}

/** Whether anything was sealed in this database: a new one remembers no key. */
export async function remembersKey(db: Database): Promise<boolean> {
  return (await db.selectFrom("keyChecks").select("sealed").executeTakeFirst()) !== undefined;
}

/** The same of a database that remembers a key, without writing. */
export async function opensKeyCheck(db: Database, secretBox: SecretBox): Promise<boolean> {
  const { sealed } = await db.selectFrom("keyChecks").select("sealed").executeTakeFirstOrThrow();
  return opens(secretBox, sealed);
}

/**
 * Changes nothing, by a write that reaches the disk.
 * @throws Error when nothing can be written, as on a full disk
 */
export async function rewriteKeyCheck(db: Database): Promise<void> {
  await db
    .updateTable("keyChecks")
    .set((row) => ({ sealed: row.ref("sealed") }))
    .execute();
}

function opens(secretBox: SecretBox, sealed: Uint8Array): boolean {
  try {
    secretBox.open(sealed, KEY_CHECK_PURPOSE);
    return true;
  } catch {
    return false;
  }
}
