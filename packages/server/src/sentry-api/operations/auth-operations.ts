import { FOR_USERS, type OperationArea } from "./operation.ts";
import { ANY_TOKEN } from "./scopes.ts";

const TOO_MANY = {
  429: "There were too many attempts for the account, or from the address. `Retry-After` says how long to wait.",
};

export const authOperations: OperationArea = {
  tag: "Sessions",
  description:
    "For browsers: a session in a cookie instead of a token. It may do what the member's role allows. A request with a session that changes something needs the header `X-Requested-With`, and no other site's page may make it.",
  operations: {
    "GET /setup/": {
      id: "getSetup",
      summary: "Tell whether the owner has yet to log in for the first time",
      scopes: ANY_TOKEN,
      isOpen: true,
      isAddition: true,
    },
    "POST /auth/login/": {
      id: "logIn",
      summary: "Log in with a password",
      scopes: ANY_TOKEN,
      isOpen: true,
      refusals: {
        403: "The e-mail address or the password is wrong, or the password is for one login and `newPassword` is missing, or the seven days of an invitation are over.",
        ...TOO_MANY,
      },
    },
    "GET /auth/": { id: "getAuth", summary: "Tell who is logged in", scopes: ANY_TOKEN },
    "DELETE /auth/": { id: "logOut", summary: "Log out", scopes: ANY_TOKEN },
    "PUT /users/me/": {
      id: "updateCurrentUser",
      summary: "Change the caller's name or e-mail address, which needs their password",
      scopes: ANY_TOKEN,
      refusals: { ...FOR_USERS, ...TOO_MANY },
    },
    "PUT /users/me/password/": {
      id: "changeOwnPassword",
      summary:
        "Change the caller's password, end all their other sessions, and on demand all their tokens",
      scopes: ANY_TOKEN,
      refusals: TOO_MANY,
    },
  },
};
