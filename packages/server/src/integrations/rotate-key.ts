import { recordActEverywhere, SERVICE } from "../audit/audit-log-store.ts";
import type { Database } from "../db/database.ts";
import { isSameKey } from "./key-check-store.ts";
import { type ResealedCounts, resealAll } from "./reseal-store.ts";
import { SecretBox } from "./secret-box.ts";

export type RotateKeyResult =
  | { kind: "rotated"; counts: ResealedCounts }
  /** It has been done before: everything is sealed with the new key. */
  | { kind: "was-rotated" }
  /** The database was begun with a third key. */
  | { kind: "wrong-key" };

/**
 * Seals all that is sealed with a new key, in one transaction. No service may run meanwhile: it would go
 * on with the old one.
 * @throws Error when something was sealed with neither key; then nothing has changed
 */
export async function rotateKey(
  db: Database,
  { from, to }: { from: string; to: string },
): Promise<RotateKeyResult> {
  const [oldBox, newBox] = [new SecretBox(from), new SecretBox(to)];
  if (!(await isSameKey(db, oldBox))) {
    return { kind: (await isSameKey(db, newBox)) ? "was-rotated" : "wrong-key" };
  }
  const counts = await db.transaction().execute(async (trx) => {
    const act = { event: "secret-key.rotate", actor: SERVICE, target: "SECRET_KEY" } as const;
    await recordActEverywhere(trx, act);
    return resealAll(trx, oldBox, newBox);
  });
  return { kind: "rotated", counts };
}
