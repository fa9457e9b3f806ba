import { deleteSession } from "../../accounts/session-store.ts";
import { recordActOfUser } from "../../audit/audit-log-store.ts";
import type { Database } from "../../db/database.ts";
import { ApiError } from "../api-error.ts";
import type { Api } from "../api.ts";
import { getActor, getUser } from "../authenticate.ts";
import { clearSessionCookie } from "./session-cookie.ts";

/** `DELETE /api/0/auth/`: ends the session that asks. */
export function logOut(app: Api, { db }: { db: Database }): void {
  app.delete("/api/0/auth/", async (request, reply) => {
    const { userId, email, credential } = getUser(request);
    if (credential.kind !== "session") {
      throw new ApiError(
        400,
        "A token has no session. Take it back with DELETE /api-tokens/self/.",
      );
    }
    const act = { userId, event: "user.logout", target: email } as const;
    await db.transaction().execute(async (trx) => {
      await deleteSession(trx, credential.id);
      await recordActOfUser(trx, { ...act, actor: getActor(request) });
    });
    clearSessionCookie(reply);
    return reply.status(204).send();
  });
}
