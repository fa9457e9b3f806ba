import type { CompletionRules } from "../../upstream/completion-rule-store.ts";
import type { CompletionRulesAnswer } from "../answers/upstream.ts";

export function toRulesAnswer({ by, repositoryIds }: CompletionRules): CompletionRulesAnswer {
  return { by, repositories: repositoryIds?.map(String) ?? null };
}
