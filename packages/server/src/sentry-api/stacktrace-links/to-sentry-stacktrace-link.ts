import type { FoundSource, SourceAnswer } from "../../stacktrace-links/find-source-file.ts";
import type { StacktraceLinkAnswer } from "@sentry-bitbucket-server/api-contract/code-mapping";

/** Where a frame's source is, as Sentry tells it: `sourceUrl`, or `error` and the `attemptedUrl`. */
export function toSentryStacktraceLink({ problem, found }: SourceAnswer): StacktraceLinkAnswer {
  return {
    config: found ? toConfig(found) : null,
    sourcePath: found?.path ?? null,
    sourceUrl: problem === undefined && found ? found.url : null,
    attemptedUrl: problem === undefined ? null : (found?.url ?? null),
    error: problem ?? null,
    integrations: [],
  };
}

function toConfig({ mapping, repository, provider: { key, name } }: FoundSource) {
  return {
    id: String(mapping.id),
    projectId: String(mapping.projectId),
    repoId: String(repository.id),
    repoName: repository.name,
    integrationId: String(repository.integrationId),
    provider: { key, slug: key, name },
    stackRoot: mapping.stackRoot,
    sourceRoot: mapping.sourceRoot,
    defaultBranch: mapping.defaultBranch,
    automaticallyGenerated: false,
  };
}
