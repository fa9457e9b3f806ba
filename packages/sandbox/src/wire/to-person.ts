import type { Instance } from "../instance.ts";
import { toUser } from "./to-user.ts";

/**
 * A person of a commit: name and e-mail as git has them; when the e-mail is a user's, that user, and then
 * `name` is the username.
 */
export function toPerson(person: { name: string; email: string }, { state, links }: Instance) {
  const email = person.email.toLowerCase();
  const user = state.users.find((candidate) => candidate.emailAddress.toLowerCase() === email);
  return user ? toUser(user, links) : { name: person.name, emailAddress: person.email };
}
