import type { User } from "../state/entities.ts";
import type { Links } from "./links.ts";

/** A user as Bitbucket shows it to others: never the password, never the permissions. */
export function toUser(user: User, links: Links) {
  return {
    name: user.name,
    emailAddress: user.emailAddress,
    active: user.active,
    displayName: user.displayName,
    id: user.id,
    slug: user.slug,
    type: user.type,
    links: links.user(user.slug),
  };
}
