import type { NewJob } from "../jobs/types.ts";
import type { Repository } from "./repository-store.ts";

/** The lane that keeps what is done for a repository in order, and whose it is. */
export function repositoryLane({
  id,
  organizationId,
  integrationId,
}: Pick<Repository, "id" | "organizationId" | "integrationId">): Pick<
  NewJob,
  "lane" | "organizationId" | "integrationId"
> {
  return { lane: repositoryLaneName(id), organizationId, integrationId };
}

export const repositoryLaneName = (repositoryId: number): string => `repository:${repositoryId}`;

/**
 * The lane that keeps the releases of an integration's repositories in order, so that each finds where the
 * one before it ended. While its host is away, those of other integrations go on.
 */
export const releasesLaneName = (integrationId: number): string => `releases:${integrationId}`;

/** The lane in which the repositories of an integration are linked that were asked for together. */
export const linksLaneName = (integrationId: number): string => `links:${integrationId}`;

/** The lane for what is done for an organization without asking a host. */
export const organizationLaneName = (organizationId: number): string =>
  `organization:${organizationId}`;
