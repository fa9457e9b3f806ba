import { endSentence } from "../integrations/end-sentence.ts";
import { IntegrationError } from "../integrations/integration-error.ts";
import type { Repository } from "../integrations/repository-store.ts";
import { type Finding, findingsOf } from "./finding.ts";
import { type HookLook, MOST_LOOKED_AT } from "./look-at-hooks.ts";

/** So many are named; the API lists all. */
const MOST_NAMED = 5;

/**
 * What is known of the webhooks of an integration's repositories: of what came of them, and of what the
 * host has.
 * @param looks by the number of the repository; those that were not looked at lack
 */
export function checkHooks(
  area: string,
  repositories: readonly Repository[],
  looks: ReadonlyMap<number, HookLook>,
): Finding[] {
  const { ok, warning, error } = findingsOf(area);
  const broken = new Map(
    repositories.flatMap((repository) => {
      const trouble = describeTrouble(repository, looks.get(repository.id));
      return trouble === undefined ? [] : [[repository, trouble] as const];
    }),
  );
  const whole = repositories.filter((repository) => !broken.has(repository));
  const pending = whole.filter(({ hookState }) => hookState === "pending");
  const heardOf = whole.filter(({ hookState }) => hookState !== "pending");
  const good = heardOf.filter(({ id }) => looks.has(id));
  const unasked = heardOf.length - good.length;

  const findings = [...broken.values()].slice(0, MOST_NAMED).map(error);
  if (broken.size > MOST_NAMED) {
    findings.push(error(`${broken.size - MOST_NAMED} more webhooks do not work, either.`));
  }
  const all = repositories.length;
  if (pending.length > 0) {
    findings.push(
      warning(
        `${pending.length} of ${all} webhooks were never heard of (${listNames(pending)}). Push something, or POST …/repos/{id}/test-hook/.`,
      ),
    );
  }
  if (good.length > 0) findings.push(ok(`${good.length} of ${all} webhooks work.`));
  if (unasked > 0 && looks.size >= MOST_LOOKED_AT) {
    findings.push(ok(`${unasked} of ${all} webhooks were not checked: others are silent longer.`));
  } else if (unasked > 0) {
    findings.push(warning(`${unasked} of ${all} webhooks could not be checked.`));
  }
  return findings;
}

/** @returns undefined when nothing is known to be wrong with it */
function describeTrouble(repository: Repository, look?: HookLook): string | undefined {
  const { id, name, hookState, hookDetail } = repository;
  const remedy = `POST …/repos/${id}/test-hook/ repairs it.`;
  if (look instanceof IntegrationError) {
    return `The webhook of ${name} could not be looked at: ${endSentence(look.message)}`;
  }
  if (look && look.hookId === undefined) return `The webhook of ${name} is missing. ${remedy}`;
  if (look && look.problems.length > 0) {
    return `The webhook of ${name} is not as it has to be: it ${look.problems.join(", and ")}. ${remedy}`;
  }
  if (hookState !== "missing" && hookState !== "unreachable") return undefined;
  return `The webhook of ${name} does not work. ${endSentence(hookDetail ?? "Test it again")}`;
}

/** The first of them. */
export function listNames(repositories: readonly { name: string }[]): string {
  const names = repositories.slice(0, MOST_NAMED).map(({ name }) => name);
  return names.join(", ") + (repositories.length > MOST_NAMED ? ", …" : "");
}
