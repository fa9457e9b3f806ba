import type { Caller } from "../http/caller.ts";
import type { User } from "../state/entities.ts";
import type { State } from "../state/state.ts";

const tokenUser: Omit<User, "id"> = {
  name: "access-token-user",
  slug: "access-token-user",
  displayName: "Access token",
  emailAddress: "",
  password: "",
  active: false,
  type: "SERVICE",
  grants: [],
};

/** Who did it: the caller's user. What a project's or repository's token does is done by a service user. */
export function actorOf({ user }: Caller, state: State): User {
  return (
    user ?? state.users.find(({ name }) => name === tokenUser.name) ?? state.users.insert(tokenUser)
  );
}
