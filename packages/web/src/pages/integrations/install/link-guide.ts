/** How the way to a new application link is named in one version of Bitbucket. */
export interface LinkGuide {
  /** Where the administrator begins, from screen to screen. */
  path: readonly string[];
  /** The button that begins a link. */
  create: string;
  /** The type to choose in its dialog; absent where there is no choice. */
  type?: string;
  /** What looks right there and is not. */
  not?: string;
}

const ADMINISTRATION = ["Administration (the cog)", "Applications", "Application links"];

/**
 * What to look for in a Bitbucket of this version; for one that did not tell, what most have. The type of a
 * link is a choice since 7.20, and has a third answer since 10.1:
 * https://confluence.atlassian.com/bitbucketserver0720/link-to-other-applications-1116282008.html
 * https://confluence.atlassian.com/enterprise/link-to-atlassian-products-using-oauth-2-0-1688928427.html
 */
export function linkGuideFor(version: string | null): LinkGuide {
  if (isBefore(version, 7, 20)) {
    return { path: ["Administration (the cog)", "Application Links"], create: "Create new link" };
  }
  const common = { path: ADMINISTRATION, create: "Create link", type: "Atlassian product" };
  if (version !== null && !isBefore(version, 10, 1)) {
    return {
      ...common,
      not: "Neither “Atlassian product via OAuth 2.0” nor “External application” will do: both are OAuth 2.0.",
    };
  }
  return { ...common, not: "“External application” will not do: it is OAuth 2.0." };
}

/** What Bitbucket of this version calls its tokens, and the way to them, as a user. */
export function tokenGuideFor(version: string | null): { path: readonly string[]; create: string } {
  const name = isBefore(version, 7, 20) ? "Personal access tokens" : "HTTP access tokens";
  return { path: ["Your picture", "Manage account", name], create: "Create token" };
}

/** What did not tell its version is not old: nearly all are supported ones. */
function isBefore(version: string | null, major: number, minor: number): boolean {
  const found = /^(\d+)\.(\d+)/.exec(version ?? "");
  if (!found) return false;
  const [ofMajor, ofMinor] = [Number(found[1]), Number(found[2])];
  return ofMajor < major || (ofMajor === major && ofMinor < minor);
}
