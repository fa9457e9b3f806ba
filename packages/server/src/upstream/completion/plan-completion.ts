import type { Candidate } from "./find-candidates.ts";

/** A commit or tag that a repository of ours has by the name that a release may be of. */
export interface Match {
  candidate: Candidate;
  repositoryId: number;
  integrationId: number;
  /** `KEY/slug`. */
  repository: string;
  /** What Bitbucket knows it by: a sha, or `refs/tags/v1.2.3`. */
  until: string;
}

/** Which commit a release is, or why that cannot be told. */
export type Completion =
  | { kind: "complete"; candidate: Candidate; matches: Match[] }
  /** May be told later, when what it is of has been pushed. */
  | { kind: "unknown"; reason: string }
  | { kind: "ambiguous"; reason: string };

/** What is said of where a release comes from. */
interface WhatIsSaid {
  /** The rules of its project name repositories; only those are matched. */
  hasRepositories: boolean;
  /** No other repository is linked. */
  isOnly: boolean;
  /** Of its projects and its package, in lower case. */
  names: readonly string[];
}

/** `SHOP/backend` is that of the project, or the package, `backend`. */
function isCalled({ repository }: Match, names: readonly string[]): boolean {
  return names.includes(repository.slice(repository.indexOf("/") + 1).toLowerCase());
}

/**
 * Takes the surest of the candidates that is known. Of a tag or commit that several repositories have, as forks, the
 * release may be of any, unless its project says of which repositories it is built: then it is of all that have it.
 * Where several are linked, one that has a tag like `v1.2.3` may still be another's than the project's, whose own
 * tag comes later: it must be called like the project or the package.
 * @param candidates the surest first
 */
export function planCompletion(
  candidates: readonly Candidate[],
  matches: readonly Match[],
  { hasRepositories, isOnly, names }: WhatIsSaid,
): Completion {
  for (const candidate of candidates) {
    const found = matches.filter((match) => match.candidate === candidate);
    if (found.length === 0) continue;
    const repositories = new Set(found.map(({ repository }) => repository));
    if (repositories.size < found.length) {
      return {
        kind: "ambiguous",
        reason: `${candidate.name} is the beginning of several commits.`,
      };
    }
    const isSure = candidate.kind === "sha" || candidate.from === "ref" || isOnly;
    const isOne = found.length === 1 && (isSure || found.some((one) => isCalled(one, names)));
    if (isOne || hasRepositories) return { kind: "complete", candidate, matches: found };
    const what = candidate.kind === "sha" ? "a commit" : "a tag";
    const reason = `${candidate.name} is ${what} of ${[...repositories].join(", ")}. Say in the rules of the project what it is built from.`;
    return { kind: "ambiguous", reason };
  }
  return { kind: "unknown", reason: unknownReason(candidates) };
}

const SHOWN = 4;

function unknownReason(candidates: readonly Candidate[]): string {
  if (candidates.length === 0) return "Its version names no commit and no tag, nor does its ref.";
  const names = candidates.slice(0, SHOWN).map(({ kind, name }) => `${kind} ${name}`);
  const more = candidates.length > SHOWN ? " …" : "";
  return `No linked repository has ${names.join(", ")}${more}.`;
}
