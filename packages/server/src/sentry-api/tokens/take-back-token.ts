import { type Actor, recordAct, recordActOfUser } from "../../audit/audit-log-store.ts";
import type { Database } from "../../db/database.ts";
import { deleteToken, type TokenOwner } from "../../organizations/token-store.ts";

/** Takes back a token, and writes that down. @returns whether the owner had such a token */
export function takeBackToken(
  db: Database,
  owner: TokenOwner,
  { id, actor }: { id: number; actor: Actor },
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const token = await deleteToken(trx, owner, id);
    if (!token) return false;
    const target = token.name;
    if ("userId" in owner) {
      const { userId } = owner;
      await recordActOfUser(trx, { userId, event: "user-token.remove", actor, target });
    } else {
      const { organizationId } = owner;
      await recordAct(trx, { organizationId, event: "org-auth-token.remove", actor, target });
    }
    return true;
  });
}
