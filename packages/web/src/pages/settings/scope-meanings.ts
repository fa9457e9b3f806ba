const MEANINGS: Readonly<Record<string, string>> = {
  "org:read": "See the organization, its repositories, integrations and releases.",
  "org:write": "Change the settings of the organization; see jobs and the audit log.",
  "org:admin": "Have all of it: tokens, the upstream Sentry, the doctor.",
  "org:integrations": "Install and change integrations, and link repositories.",
  "org:ci": "Announce releases with their commits and deploys, as a build does.",
  "member:read": "See the members.",
  "member:write": "Invite members, and change their roles.",
  "member:admin": "Remove members, and revoke their tokens.",
  "project:read": "See projects and their keys.",
  "project:write": "Make and change projects and their keys.",
  "project:admin": "Delete projects and their keys.",
  "project:releases": "Make, change and delete releases.",
  "event:read": "See issues and events.",
  "event:write": "Resolve, assign and ignore issues.",
  "event:admin": "Delete issues.",
};

/** What a scope allows here, as a sentence; undefined for one that this page does not know. */
export function meaningOf(scope: string): string | undefined {
  return MEANINGS[scope];
}
