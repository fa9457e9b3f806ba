import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { describeRoutes } from "../operations/require-scope.ts";
import { changeOwnPassword } from "./change-own-password.ts";
import { getAuth } from "./get-auth.ts";
import { getSetup } from "./get-setup.ts";
import { logInUser } from "./log-in.ts";
import { logOut } from "./log-out.ts";
import { updateCurrentUser } from "./update-current-user.ts";

/** What somebody asks who has neither token nor session; needs a scope of its own. */
export function loginRoutes(scope: Api, deps: { db: Database }): void {
  describeRoutes(scope);
  getSetup(scope, deps);
  logInUser(scope, deps);
}

/** The session of the caller, and who they are in it. */
export function authRoutes(app: Api, deps: { db: Database }): void {
  getAuth(app);
  logOut(app, deps);
  updateCurrentUser(app, deps);
  changeOwnPassword(app, deps);
}
