import { endSentence } from "../integrations/end-sentence.ts";
import type { Repository } from "../integrations/repository-store.ts";
import { type Finding, findingsOf } from "./finding.ts";

/** So many are named; the API lists all. */
const MOST_NAMED = 5;

/** What is known of the webhooks of an integration's repositories. */
export function checkHooks(area: string, repositories: readonly Repository[]): Finding[] {
  const { ok, warning, error } = findingsOf(area);
  const inState = (...states: Repository["hookState"][]) =>
    repositories.filter(({ hookState }) => states.includes(hookState));
  const broken = inState("missing", "unreachable");
  const pending = inState("pending");
  const good = inState("alive", "reachable");
  const findings = broken
    .slice(0, MOST_NAMED)
    .map(({ name, hookDetail }) =>
      error(`The webhook of ${name} does not work. ${endSentence(hookDetail ?? "Test it again")}`),
    );
  if (broken.length > MOST_NAMED) {
    findings.push(error(`${broken.length - MOST_NAMED} more webhooks do not work, either.`));
  }
  if (pending.length > 0) {
    findings.push(
      warning(
        `${pending.length} of ${repositories.length} webhooks were never heard of (${listNames(pending)}). Push something, or POST …/repos/{id}/test-hook/.`,
      ),
    );
  }
  if (good.length > 0) findings.push(ok(`${good.length} of ${repositories.length} webhooks work.`));
  return findings;
}

/** The first of them. */
export function listNames(repositories: readonly { name: string }[]): string {
  const names = repositories.slice(0, MOST_NAMED).map(({ name }) => name);
  return names.join(", ") + (repositories.length > MOST_NAMED ? ", …" : "");
}
