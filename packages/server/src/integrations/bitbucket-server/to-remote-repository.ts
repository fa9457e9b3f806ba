import type { Repository } from "@sentry-bitbucket-server/bitbucket-client";
import type { RemoteRepository } from "../types.ts";

export function toRemoteRepository(baseUrl: string, repository: Repository): RemoteRepository {
  const { project, slug, cloneLinks } = repository;
  const path = `projects/${encodeURIComponent(project.key)}/repos/${encodeURIComponent(slug)}`;
  return {
    externalId: String(repository.id),
    projectKey: project.key,
    slug,
    displayName: `${project.name}/${repository.name}`,
    url: `${baseUrl}/${path}/browse`,
    cloneUrl: cloneLinks["http"] === undefined ? undefined : withoutUser(cloneLinks["http"]),
    sshCloneUrl: cloneLinks["ssh"],
  };
}

/** Some versions put the name of whoever asks into the link. */
function withoutUser(link: string): string {
  if (!URL.canParse(link)) return link;
  const url = new URL(link);
  url.username = "";
  url.password = "";
  return url.href;
}
