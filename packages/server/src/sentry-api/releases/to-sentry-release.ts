import type { ProviderRegistry } from "../../integrations/registry.ts";
import { parseReleaseVersion } from "../../releases/release-version.ts";
import type { ReleaseSummary } from "../../releases/release-summary-store.ts";
import type { ReleaseAnswer } from "@sentry-bitbucket-server/api-contract/release";
import { toSentryAuthor, toSentryCommit } from "../commits/to-sentry-commit.ts";
import { toSentryDate } from "../to-sentry-date.ts";
import { toSentryDeploy } from "./to-sentry-deploy.ts";

/**
 * A release as Sentry tells it. Ours besides: `commitsState` (`none`, `pending`, `done`, `failed`)
 * and `commitsReason`, a sentence when there is something to say.
 */
export function toSentryRelease(
  release: ReleaseSummary,
  registry: ProviderRegistry,
): ReleaseAnswer {
  const { version, lastCommit } = release;
  return {
    id: release.id,
    version,
    shortVersion: parseReleaseVersion(version).description,
    versionInfo: toVersionInfo(version),
    status: release.status,
    ref: release.ref,
    url: release.url,
    dateReleased: toSentryDate(release.dateReleased),
    dateCreated: toSentryDate(release.createdAt),
    dateStarted: null,
    data: {},
    owner: null,
    newGroups: release.projects.reduce((sum, project) => sum + project.newIssues, 0),
    commitCount: release.commitCount,
    lastCommit: lastCommit ? toSentryCommit(lastCommit, registry) : null,
    authors: release.authors.map(toSentryAuthor),
    deployCount: release.deployCount,
    lastDeploy: release.lastDeploy ? toSentryDeploy(release.lastDeploy) : null,
    firstEvent: toSentryDate(release.firstEventAt),
    lastEvent: toSentryDate(release.lastEventAt),
    currentProjectMeta: {},
    userAgent: null,
    projects: release.projects.map((project) => ({
      id: project.id,
      slug: project.slug,
      name: project.name,
      newGroups: project.newIssues,
      platform: project.platform,
      platforms: project.platform === null ? [] : [project.platform],
      hasHealthData: false,
    })),
    commitsState: release.commitsState,
    commitsReason: release.commitsReason,
  };
}

function toVersionInfo(text: string) {
  const { package: packageName, version, description, buildHash } = parseReleaseVersion(text);
  return {
    package: packageName ?? null,
    version: version
      ? {
          raw: version.raw,
          major: version.major,
          minor: version.minor,
          patch: version.patch,
          pre: version.prerelease || null,
          buildCode: version.buildCode || null,
          components: version.components,
        }
      : { raw: text },
    description,
    buildHash: buildHash ?? null,
  };
}
