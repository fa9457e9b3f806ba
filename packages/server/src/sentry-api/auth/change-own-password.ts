import { z } from "zod";
import { changePassword, type PasswordChangeResult } from "../../accounts/change-password.ts";
import type { Database } from "../../db/database.ts";
import { PASSWORD_RULE } from "../../organizations/password.ts";
import { ApiError } from "../api-error.ts";
import type { Api } from "../api.ts";
import { getActor, getUser } from "../authenticate.ts";
import { tooManyAttempts } from "./log-in.ts";
import { setSessionCookie } from "./session-cookie.ts";

const text = z.string("This field is required.").max(1_000);
const body = z.object({
  password: text,
  passwordNew: text,
  passwordVerify: text,
  takeBackTokens: z.boolean().default(false),
});

/**
 * `PUT /api/0/users/me/password/`: 204; all other sessions of the user end, with
 * `takeBackTokens` all their tokens as well.
 */
export function changeOwnPassword(app: Api, { db }: { db: Database }): void {
  app.put("/api/0/users/me/password/", { schema: { body } }, async (request, reply) => {
    const { userId, credential } = getUser(request);
    const { password, passwordNew: newPassword, passwordVerify, takeBackTokens } = request.body;
    if (newPassword !== passwordVerify) {
      throw new ApiError(400, { passwordVerify: ["It is not the same as passwordNew."] });
    }
    const actor = getActor(request);
    const result = await changePassword(db, userId, {
      password,
      newPassword,
      takeBackTokens,
      actor,
    });
    if (result.kind !== "changed") throw refusal(result.kind);
    if (credential.kind === "session") setSessionCookie(reply, result.session);
    return reply.status(204).send();
  });
}

function refusal(kind: Exclude<PasswordChangeResult["kind"], "changed">): ApiError {
  switch (kind) {
    case "refused":
      return new ApiError(400, { password: ["The password you entered is not correct."] });
    case "unacceptable-password":
      return new ApiError(400, { passwordNew: [PASSWORD_RULE] });
    case "too-many":
      return tooManyAttempts();
  }
}
