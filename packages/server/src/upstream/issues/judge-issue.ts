import type { RelayedIssue } from "./relayed-issue-store.ts";
import type { UpstreamIssue } from "./upstream-issues.ts";

/** What is to become of an issue that a commit resolves. */
export type IssueVerdict =
  | { kind: "resolve" }
  /** We asked before, did not hear the answer, and it is resolved. */
  | { kind: "arrived" }
  | { kind: "skip"; reason: string };

/**
 * Decides by what the upstream says of an issue now. Nobody is overruled: neither who resolved it otherwise,
 * nor who opened it again since the commit came, or since we asked without hearing the answer. Only a person who
 * asks for it once more overrules those before.
 */
export function judgeIssue(
  asked: Pick<RelayedIssue, "sendingSince" | "askedAt">,
  issue: Pick<UpstreamIssue, "status" | "activity">,
): IssueVerdict {
  if (issue.status === "resolved") {
    return asked.sendingSince === null
      ? { kind: "skip", reason: "It is resolved already." }
      : { kind: "arrived" };
  }
  if (happened(issue, "set_unresolved", asked.askedAt)) {
    return { kind: "skip", reason: "It was opened again since the commit came." };
  }
  if (asked.sendingSince !== null && happened(issue, "set_resolved", asked.sendingSince)) {
    return { kind: "skip", reason: "It was resolved by the commit, and has come back since." };
  }
  return { kind: "resolve" };
}

/** @param type or what begins so: `set_resolved_in_release` */
function happened({ activity }: Pick<UpstreamIssue, "activity">, type: string, since: number) {
  return activity.some((one) => one.type.startsWith(type) && Date.parse(one.dateCreated) >= since);
}
