import type { IssueAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import { StateBadge, type Tone } from "../ui/state-badge.tsx";

/** How an issue stands, in a word. */
export function IssueStatus({ issue }: { issue: Pick<IssueAnswer, "status" | "substatus"> }) {
  const [tone, word] = toWord(issue);
  return <StateBadge tone={tone}>{word}</StateBadge>;
}

function toWord({ status, substatus }: Pick<IssueAnswer, "status" | "substatus">): [Tone, string] {
  if (status === "resolved") return ["good", "Resolved"];
  if (status === "ignored") return ["neutral", "Ignored"];
  if (substatus === "regressed") return ["bad", "Regressed"];
  if (substatus === "escalating") return ["bad", "Escalating"];
  return substatus === "new" ? ["busy", "New"] : ["warning", "Unresolved"];
}
