import { createHash } from "node:crypto";

/** One issue, or release, that the upstream fails at keeps few others waiting. */
const LANES = 8;

/** Looks for releases wait for nothing that is sent. */
export const upstreamPollLaneName = (organizationId: number): string =>
  `upstream-poll:${organizationId}`;

/** Not one of what waits for the upstream: a probe behind that would wait with it. */
export const upstreamProbeLaneName = (organizationId: number): string =>
  `upstream-probe:${organizationId}`;

/** Nor that of the probes: they look at what is connected, which may be another Sentry, or token, than what is to be. */
export const upstreamConnectLaneName = (organizationId: number): string =>
  `upstream-connect:${organizationId}`;

/** What is sent of one release is sent in order; between releases there is none to be kept. */
export const upstreamReleaseLaneName = (organizationId: number, releaseId: number): string =>
  releaseLane(organizationId, releaseId % LANES);

/** What is done to one issue is done in order. */
export function upstreamIssueLaneName(organizationId: number, issue: string): string {
  const [first = 0] = createHash("sha256").update(issue).digest();
  return issueLane(organizationId, first % LANES);
}

/** All lanes in which something waits for an organization's upstream. */
export function upstreamLaneNames(organizationId: number): string[] {
  const numbers = Array.from({ length: LANES }, (_, n) => n);
  return [
    upstreamPollLaneName(organizationId),
    ...numbers.map((n) => releaseLane(organizationId, n)),
    ...numbers.map((n) => issueLane(organizationId, n)),
  ];
}

const releaseLane = (organizationId: number, n: number): string =>
  `upstream-releases:${organizationId}:${n}`;

const issueLane = (organizationId: number, n: number): string =>
  `upstream-issues:${organizationId}:${n}`;
