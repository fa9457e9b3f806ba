import type { ActivityAnswer, IssueAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import type { Part } from "./sentence.tsx";

type Standing = Pick<IssueAnswer, "status" | "substatus" | "statusDetails">;
type Happened = Pick<ActivityAnswer, "type" | "data">;

/**
 * How an issue stands, as a sentence: in what it is resolved, or until when it is ignored.
 * @param activity newest first
 */
export function describeStanding(
  { status, substatus, statusDetails }: Standing,
  activity: readonly Happened[] = [],
): Part[] {
  if (status === "resolved") return describeResolution(statusDetails);
  if (status === "ignored") return [describeSnooze(statusDetails, substatus)];
  if (substatus === "regressed") return describeRegression(activity);
  return [substatus === "new" ? "It is new and open." : "It is open."];
}

function describeRegression(activity: readonly Happened[]): Part[] {
  const data = activity.find(({ type }) => type === "set_regression")?.data;
  return [
    "It was resolved",
    ...inRelease(data?.["resolved_in_version"]),
    ", and came back",
    ...inRelease(data?.["version"]),
    ".",
  ];
}

function inRelease(version: unknown): Part[] {
  return typeof version === "string" && version !== ""
    ? [" in ", { kind: "release", version }]
    : [];
}

function describeResolution(details: Standing["statusDetails"]): Part[] {
  const { inNextRelease, inRelease, inCommit } = details;
  if (inNextRelease === true) return ["It is resolved in the next release."];
  if (typeof inRelease === "string") {
    return ["It is resolved in release ", { kind: "release", version: inRelease }, "."];
  }
  if (!isCommit(inCommit)) return ["It is resolved."];
  const { commit, repository } = inCommit;
  return ["It is resolved in commit ", { kind: "commit", sha: commit, repository }, "."];
}

function isCommit(value: unknown): value is { commit: string; repository: string } {
  return typeof value === "object" && value !== null && "commit" in value && "repository" in value;
}

function describeSnooze(details: Standing["statusDetails"], substatus: string | null): string {
  const { ignoreUntil, ignoreCount, ignoreUserCount } = details;
  if (typeof ignoreUntil === "string") {
    return `It is ignored until ${exact.format(new Date(ignoreUntil))}.`;
  }
  if (typeof ignoreCount === "number") return `It is ignored until ${ignoreCount} more events.`;
  if (typeof ignoreUserCount === "number") {
    return `It is ignored until ${ignoreUserCount} more users meet it.`;
  }
  if (substatus === "archived_until_escalating") return "It is ignored until it escalates.";
  return "It is ignored.";
}

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
