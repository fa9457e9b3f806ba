import { pathTo } from "../../path-builder.ts";

/** Where to go after a login: never to another site, whoever made the link that led here. */
export function toLocalAddress(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) ? next : pathTo("home");
}
