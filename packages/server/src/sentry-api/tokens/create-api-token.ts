import { z } from "zod";
import { recordActOfUser } from "../../audit/audit-log-store.ts";
import type { Database } from "../../db/database.ts";
import { ALL_SCOPES } from "../../organizations/api-token.ts";
import { mintUserToken } from "../../organizations/mint-token.ts";
import { createToken } from "../../organizations/token-store.ts";
import type { Api } from "../api.ts";
import { getActor, getUser } from "../authenticate.ts";
import { refuseMoreScopes } from "./refuse-more-scopes.ts";
import { toSentryApiToken } from "./to-sentry-token.ts";

const body = z.object({
  name: z.string().max(255, "name has at most 255 characters.").default(""),
  scopes: z
    .array(
      z.enum(ALL_SCOPES, {
        error: ({ input }) =>
          `"${String(input)}" is not a scope. The scopes are ${ALL_SCOPES.join(", ")}.`,
      }),
    )
    .min(1, "A token needs at least one scope."),
});

/**
 * `POST /api/0/api-tokens/`: makes a token of the calling user, and shows it this once. It can do no
 * more than the token that asks for it.
 */
export function createApiToken(app: Api, { db }: { db: Database }): void {
  app.post("/api/0/api-tokens/", { schema: { body } }, async (request, reply) => {
    const user = getUser(request);
    const { name, scopes } = request.body;
    refuseMoreScopes(user.scopes, scopes);
    const token = mintUserToken();
    const { userId } = user;
    const act = { userId, event: "user-token.create", target: name, data: { scopes } } as const;
    const made = await db.transaction().execute(async (trx) => {
      await recordActOfUser(trx, { ...act, actor: getActor(request) });
      return createToken(trx, { token, userId, name, scopes });
    });
    return reply.status(201).send({ ...toSentryApiToken(made), token, refreshToken: null });
  });
}
