import { z } from "zod";
import { changeOwnUser, type UserChangeResult } from "../../accounts/change-user.ts";
import type { Database } from "../../db/database.ts";
import { ApiError } from "../api-error.ts";
import type { Api } from "../api.ts";
import { getActor, getUser } from "../authenticate.ts";
import { tooManyAttempts } from "./log-in.ts";

const body = z.object({
  name: z.string().trim().min(1, "This field may not be blank.").max(200).optional(),
  email: z
    .string()
    .trim()
    .max(254)
    .regex(/^[^@\s]+@[^@\s]+$/, "Enter a valid email address.")
    .optional(),
  password: z.string("Your password is needed for this.").max(1_000),
});

/** `PUT /api/0/users/me/`: how the caller is called, and with which address they log in. */
export function updateCurrentUser(app: Api, { db }: { db: Database }): void {
  app.put("/api/0/users/me/", { schema: { body } }, async (request) => {
    const { name, email, password } = request.body;
    const change = { name, email, password, actor: getActor(request) };
    const result = await changeOwnUser(db, getUser(request).userId, change);
    if (result.kind !== "changed") throw refusal(result.kind);
    const { user } = result;
    return { ...user, id: String(user.id), username: user.email, isActive: true };
  });
}

function refusal(kind: Exclude<UserChangeResult["kind"], "changed">): ApiError {
  switch (kind) {
    case "refused":
      return new ApiError(400, { password: ["The password you entered is not correct."] });
    case "email-taken":
      return new ApiError(400, { email: ["Another user has this e-mail address. Use another."] });
    case "too-many":
      return tooManyAttempts();
  }
}
