import type { CompletionRules } from "../../upstream/completion/completion-rule-store.ts";
import type { CompletionRulesAnswer } from "@sentry-bitbucket-server/api-contract/upstream";

export function toRulesAnswer({ by, repositoryIds }: CompletionRules): CompletionRulesAnswer {
  return { by, repositories: repositoryIds?.map(String) ?? null };
}
