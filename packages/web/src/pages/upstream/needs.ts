import type { UpstreamAnswer } from "@sentry-bitbucket-server/api-contract/upstream";

/** Something that is done at an upstream, and the scopes of which any one allows it. */
export interface Need {
  what: string;
  anyOf: readonly string[];
}

/** The least first that will do. */
export const needs: readonly Need[] = [
  {
    what: "Releases are given their commits",
    anyOf: ["project:releases", "org:ci", "project:write", "project:admin"],
  },
  {
    what: "Projects there are found, and mirrored here",
    anyOf: ["org:read", "org:write", "org:admin"],
  },
  {
    what: "Issues that commits name are looked up",
    anyOf: ["event:read", "event:write", "event:admin"],
  },
  { what: "Issues are resolved at once", anyOf: ["event:write", "event:admin"] },
];

/** What will not work, as a sentence; undefined when it will. */
export function lackOf(need: Need, missing: UpstreamAnswer["missing"]): string | undefined {
  const nameOf = (scopes: readonly string[]) => [...scopes].sort().join();
  return missing.find(({ anyOf }) => nameOf(anyOf) === nameOf(need.anyOf))?.without;
}
