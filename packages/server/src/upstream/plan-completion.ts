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

/**
 * Takes the surest of the candidates that is known. Of a tag or commit that several repositories have, as forks, the
 * release may be of any, unless its project says of which repositories it is built: then it is of all that have it.
 * @param candidates the surest first
 */
export function planCompletion(
  candidates: readonly Candidate[],
  matches: readonly Match[],
  { hasRepositories }: { hasRepositories: boolean },
): Completion {
  for (const candidate of candidates) {
    const found = matches.filter((match) => match.candidate === candidate);
    if (found.length === 0) continue;
    const names = new Set(found.map(({ repository }) => repository));
    if (names.size < found.length) {
      return {
        kind: "ambiguous",
        reason: `${candidate.name} is the beginning of several commits.`,
      };
    }
    if (found.length === 1 || hasRepositories) {
      return { kind: "complete", candidate, matches: found };
    }
    const what = candidate.kind === "sha" ? "a commit" : "a tag";
    const reason = `${candidate.name} is ${what} of ${[...names].join(", ")}. Say in the rules of the project which of them it is built from.`;
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
