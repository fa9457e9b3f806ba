import type { ListedCodeMapping } from "../../integrations/code-mapping-list-store.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";

/** A code mapping as Sentry tells it. */
export function toSentryCodeMapping(mapping: ListedCodeMapping, registry: ProviderRegistry) {
  const { key, name } = registry.get(mapping.provider);
  return {
    id: String(mapping.id),
    projectId: String(mapping.projectId),
    projectSlug: mapping.projectSlug,
    repoId: String(mapping.repositoryId),
    repoName: mapping.repositoryName,
    integrationId: String(mapping.integrationId),
    provider: { key, slug: key, name },
    stackRoot: mapping.stackRoot,
    sourceRoot: mapping.sourceRoot,
    defaultBranch: mapping.defaultBranch,
    automaticallyGenerated: false,
  };
}
