/** What jobs do, by the names that they have in the log and in the API. */
const KINDS: Readonly<Record<string, string>> = {
  "process-delivery": "Process a delivery",
  "record-first-sight": "Record the newest commits",
  "reconcile-repository": "Compare with Bitbucket",
  "bring-ref-change": "Bring a missed push",
  "link-repository": "Link a repository",
  "repair-hook": "Repair a webhook",
  "fetch-release-commits": "Fetch the commits of a release",
  "ask-host-for-release": "Ask Bitbucket for a release",
  "find-commit-of-release": "Find the commit of a release",
  "probe-integration": "Check an integration",
  "probe-upstream": "Check the upstream Sentry",
  "connect-upstream": "Connect the upstream Sentry",
  "poll-upstream": "Look for releases at the upstream",
  "relay-release": "Relay a release",
  "relay-issue": "Relay a resolution",
};

/** What a job does, in words; one that is not known by its name. */
export function wordJobKind(kind: string): string {
  return KINDS[kind] ?? kind;
}
