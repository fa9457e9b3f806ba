import { createHash } from "node:crypto";

/** One issue that the upstream fails at keeps few others waiting. */
const ISSUE_LANES = 8;

/** The lane of what is asked of an organization's upstream, but for its issues. */
export const upstreamLaneName = (organizationId: number): string => `upstream:${organizationId}`;

/** What is done to one issue is done in order. */
export function upstreamIssueLaneName(organizationId: number, issue: string): string {
  const [first = 0] = createHash("sha256").update(issue).digest();
  return issueLane(organizationId, first % ISSUE_LANES);
}

/** All lanes in which something waits for an organization's upstream. */
export function upstreamLaneNames(organizationId: number): string[] {
  const issueLanes = Array.from({ length: ISSUE_LANES }, (_, n) => issueLane(organizationId, n));
  return [upstreamLaneName(organizationId), ...issueLanes];
}

const issueLane = (organizationId: number, n: number): string =>
  `upstream-issues:${organizationId}:${n}`;
