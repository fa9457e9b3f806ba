import type { IssueAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import { StateBadge, type Tone } from "../ui/state-badge.tsx";

type Status = Pick<IssueAnswer, "status" | "substatus">;

/** How an issue stands, in a word. */
export function IssueStatus({ issue }: { issue: Status }) {
  const [tone, word] = wordIssueStatus(issue);
  return <StateBadge tone={tone}>{word}</StateBadge>;
}

/** The same for a badge that says more: the tone and the word. */
export function wordIssueStatus({ status, substatus }: Status): [Tone, string] {
  if (status === "resolved") return ["good", "Resolved"];
  if (status === "ignored") return ["neutral", "Ignored"];
  if (substatus === "regressed") return ["bad", "Regressed"];
  if (substatus === "escalating") return ["bad", "Escalating"];
  return substatus === "new" ? ["busy", "New"] : ["warning", "Unresolved"];
}
