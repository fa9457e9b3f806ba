import type { Database } from "../db/database.ts";
import { type CodeMapping, listCodeMappings } from "../integrations/code-mapping-store.ts";
import type { Installations } from "../integrations/installations.ts";
import { IntegrationError } from "../integrations/integration-error.ts";
import { findRepository, type Repository } from "../integrations/repository-store.ts";
import type { IntegrationProvider } from "../integrations/integration-provider.ts";
import { findReleaseHead } from "../releases/release-head-store.ts";
import type { FrameFile } from "../suspect-commits/frame-path.ts";
import { indexMappings, mapFrame } from "../suspect-commits/map-frame.ts";

/** Why the source of a frame cannot be shown, in Sentry's words. */
type SourceProblem =
  | "no_code_mappings_for_project"
  | "stack_root_mismatch"
  | "integration_not_found"
  | "integration_link_forbidden"
  | "file_not_found";

/** Where the source of a frame is, or why it cannot be told. */
export type SourceAnswer =
  | { problem: SourceProblem; found?: undefined }
  | { problem: SourceProblem | undefined; found: FoundSource };

export interface FoundSource {
  mapping: CodeMapping;
  repository: Repository;
  provider: IntegrationProvider;
  path: string;
  /** With a problem, where it was looked for. */
  url: string;
}

export interface WantedSource extends FrameFile {
  line?: number | undefined;
  /** The commit that runs, when the caller knows it. */
  commit?: string | undefined;
  /** The release that runs: its commit of the repository is tried next. */
  releaseId?: number | undefined;
}

/**
 * Finds the page of a frame's source through the project's code mappings: at the commit that runs, else
 * on the mapping's branch, where the line may have moved.
 * @throws IntegrationError when the host is away
 */
export async function findSourceFile(
  { db, installations }: { db: Database; installations: Installations },
  projectId: number,
  wanted: WantedSource,
): Promise<SourceAnswer> {
  const mappings = await listCodeMappings(db, projectId);
  if (mappings.length === 0) return { problem: "no_code_mappings_for_project" };
  const source = mapFrame(wanted, indexMappings(mappings));
  if (!source) return { problem: "stack_root_mismatch" };
  const { mapping, path } = source;
  const repository = await findRepository(db, mapping.repositoryId);
  if (!repository) return { problem: "integration_not_found" };
  const { installation, provider } = await installations.get(repository.integrationId);
  const toFound = (at: string): FoundSource => {
    const url = provider.getSourceUrl(repository.url, { path, at }, wanted.line);
    return { mapping, repository, provider, path, url };
  };
  const places = await listPlaces(db, wanted, mapping);
  try {
    for (const at of places) {
      if (await installation.hasFile(repository, { path, at })) {
        return { problem: undefined, found: toFound(at) };
      }
    }
  } catch (error) {
    if (!(error instanceof IntegrationError) || !error.isRefusal) throw error;
    return { problem: "integration_link_forbidden", found: toFound(places[0]) };
  }
  return { problem: "file_not_found", found: toFound(places[0]) };
}

/** Commits and branches to look at, the best first. */
async function listPlaces(
  db: Database,
  { commit, releaseId }: WantedSource,
  { repositoryId, defaultBranch }: CodeMapping,
): Promise<[string, ...string[]]> {
  const head =
    releaseId === undefined ? undefined : await findReleaseHead(db, releaseId, repositoryId);
  const known = [commit, head].filter((at) => at !== undefined);
  const [first = defaultBranch, ...others] = new Set([...known, defaultBranch]);
  return [first, ...others];
}
