import type { Database } from "../../db/database.ts";
import { listRepositories } from "../../integrations/repository-store.ts";
import { parseReleaseVersion } from "../../releases/release-version.ts";
import { type CompletionRules, findCompletionRules } from "./completion-rule-store.ts";
import { findCandidates } from "./find-candidates.ts";
import { listMirroredIds } from "../connect/mirrored-project-store.ts";
import { findMatches } from "./match-store.ts";
import { type Completion, planCompletion } from "./plan-completion.ts";
import type { Deploys, SeenDeploys } from "./read-deploys.ts";
import type { UpstreamRelease } from "./upstream-releases.ts";

/**
 * Finds out which commit a release of the upstream is, by the rules of its projects and what is recorded of
 * the linked repositories. Its deploys are asked for when nothing else tells; where they may not be read, they
 * tell nothing.
 * @param readDeploys gives a sentence when they may not be read
 * @throws UpstreamError
 */
export async function findCompletion(
  db: Database,
  organizationId: number,
  release: Pick<UpstreamRelease, "version" | "ref" | "deployCount" | "projects">,
  readDeploys: () => Promise<SeenDeploys | string>,
): Promise<Completion> {
  const { projects } = release;
  const rules = await mergeRules(db, await listMirroredIds(db, organizationId, projects));
  if (rules.by.length === 0) {
    return { kind: "unknown", reason: "The rules of its project leave its releases alone." };
  }
  const said = {
    isOnly: (await listRepositories(db, organizationId)).length === 1,
    names: [
      ...projects.map(({ slug }) => slug),
      parseReleaseVersion(release.version).package ?? "",
    ].map((name) => name.toLowerCase()),
  };
  const plan = async (deploys: Deploys) => {
    const candidates = findCandidates({ ...release, deploys }, rules.by);
    const matches = await findMatches(db, organizationId, candidates, rules.repositoryIds);
    return planCompletion(candidates, matches, { hasRepositories: !!rules.repositoryIds, ...said });
  };
  const told = await plan([]);
  const mayTell = release.deployCount > 0 && rules.by.includes("deploy");
  if (told.kind !== "unknown" || !mayTell) return told;
  const read = await readDeploys();
  if (typeof read === "string") return { ...told, reason: `${told.reason} ${read}` };
  return plan(read.deploys);
}

/** A release of several projects is told by what tells those of any of them. */
async function mergeRules(db: Database, projectIds: number[]): Promise<CompletionRules> {
  const rules = await Promise.all(projectIds.map((id) => findCompletionRules(db, id)));
  const isAny = rules.some(({ repositoryIds }) => repositoryIds === undefined);
  return {
    by: [...new Set(rules.flatMap(({ by }) => by))],
    repositoryIds: isAny ? undefined : rules.flatMap(({ repositoryIds }) => repositoryIds ?? []),
  };
}
