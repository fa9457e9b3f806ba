import { z } from "zod";
import { logIn, type LoginResult } from "../../accounts/log-in.ts";
import { ATTEMPT_WINDOW_MS } from "../../accounts/login-attempt-store.ts";
import type { Database } from "../../db/database.ts";
import { PASSWORD_RULE } from "../../organizations/password.ts";
import { ApiError } from "../api-error.ts";
import type { Api } from "../api.ts";
import { refuseForeignOrigin } from "./refuse-forged-request.ts";
import { readSessionCookie, setSessionCookie } from "./session-cookie.ts";

const text = (most: number) => z.string("This field is required.").max(most);

const body = z.object({
  /** An e-mail address. */
  username: text(254),
  password: text(1_000),
  newPassword: text(1_000)
    .optional()
    .meta({ description: "Ours: takes the place of a password that is for one login." }),
});

/** `POST /api/0/auth/login/`: begins a session, another one each time; 403 when it cannot be. */
export function logInUser(app: Api, { db }: { db: Database }): void {
  app.post("/api/0/auth/login/", { schema: { body } }, async (request, reply) => {
    refuseForeignOrigin(request);
    const { username, password, newPassword } = request.body;
    const result = await logIn(db, {
      email: username,
      password,
      newPassword,
      address: request.ip,
      formerSession: readSessionCookie(request),
    });
    request.log.info({ login: result.kind, address: request.ip }, "login");
    if (result.kind !== "in") throw refusal(result.kind);
    setSessionCookie(reply, result.session);
    const { id, email, name } = result.user;
    const user = { id: String(id), email, username: email, name, isActive: true };
    return { nextUri: "/", user };
  });
}

function refusal(kind: Exclude<LoginResult["kind"], "in">): ApiError {
  switch (kind) {
    case "refused": {
      const sentence = "The e-mail address or the password is wrong.";
      return new ApiError(403, { detail: "Login attempt failed", errors: { __all__: [sentence] } });
    }
    case "too-many":
      return tooManyAttempts();
    case "busy":
      return new ApiError(429, "Too many logins at once. Try again.", { "retry-after": "1" });
    case "new-password-needed": {
      const message =
        "This password is for one login. Send newPassword with it: the one to be used from now on.";
      return new ApiError(403, { detail: { code: "new-password-required", message, extra: {} } });
    }
    case "invitation-over": {
      const sentence =
        "This invitation is over. Have an owner remove you from the members and invite you again.";
      return new ApiError(403, { detail: "Login attempt failed", errors: { __all__: [sentence] } });
    }
    case "unacceptable-password":
      return new ApiError(400, { newPassword: [`${PASSWORD_RULE} It must be another one.`] });
  }
}

export function tooManyAttempts(): ApiError {
  const seconds = ATTEMPT_WINDOW_MS / 1_000;
  const detail = `Too many attempts. Wait ${seconds / 60} minutes, and try again.`;
  return new ApiError(429, detail, { "retry-after": String(seconds) });
}
