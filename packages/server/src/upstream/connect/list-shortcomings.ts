/** Something that we do at an upstream; what is stored names it so, however its words change. */
type NeedKey = "send-commits" | "list-projects" | "look-up-issues" | "resolve-issues";

/** Something that a token does not allow, and what comes of that. */
export interface Shortcoming {
  key: NeedKey;
  /** Any one of these scopes would do. */
  anyOf: readonly string[];
  /** A sentence for people. */
  without: string;
}

/** A thing that we do at an upstream, with the scopes that allow it. */
export interface Need extends Shortcoming {
  /** Below the organization: a read that is refused without such a scope, for tokens that do not tell theirs. */
  trial?: string;
}

const RELEASE_SCOPES = ["project:releases", "org:ci", "project:write", "project:admin"];

/** As the published API document has them for what is asked (`security` of each operation). */
export const NEEDS: readonly Need[] = [
  {
    key: "send-commits",
    anyOf: RELEASE_SCOPES,
    without: "Commits cannot be sent with releases.",
    trial: "releases/?per_page=1",
  },
  {
    key: "list-projects",
    anyOf: ["org:read", "org:write", "org:admin"],
    without:
      "Its projects cannot be listed: make those that you need here by hand, with the same slugs.",
    trial: "projects/?per_page=1",
  },
  {
    key: "look-up-issues",
    anyOf: ["event:read", "event:write", "event:admin"],
    without: "Issues that commits name cannot be looked up.",
    trial: "issues/?limit=1",
  },
  {
    key: "resolve-issues",
    anyOf: ["event:write", "event:admin"],
    without:
      "Issues cannot be resolved at once; a release that has the commits still resolves them.",
  },
];

/** What a token with these scopes does not allow. */
export function listShortcomings(scopes: readonly string[]): Shortcoming[] {
  return NEEDS.filter(({ anyOf }) => !anyOf.some((scope) => scopes.includes(scope))).map(
    toShortcoming,
  );
}

/** Those of the stored names, in the words of today. */
export function readShortcomings(keys: readonly string[]): Shortcoming[] {
  return NEEDS.filter(({ key }) => keys.includes(key)).map(toShortcoming);
}

export function toShortcoming({ key, anyOf, without }: Need): Shortcoming {
  return { key, anyOf, without };
}
