import type { Organization } from "../../organizations/organization-store.ts";
import type { Project } from "../../organizations/project-store.ts";
import type { ProjectSummary } from "../../organizations/project-summary-store.ts";
import type { ProjectAnswer } from "@sentry-bitbucket-server/api-contract/project";
import { toDefaultTeam } from "../teams/default-team.ts";
import { toSentryDate } from "../to-sentry-date.ts";

/** What Sentry's projects may have and ours do not; clients read these fields without asking. */
const ABSENT = [
  "firstTransactionEvent",
  "hasFeedbacks",
  "hasFlags",
  "hasInsightsAgentMonitoring",
  "hasInsightsAppStart",
  "hasInsightsAssets",
  "hasInsightsCaches",
  "hasInsightsDb",
  "hasInsightsHttp",
  "hasInsightsMCP",
  "hasInsightsQueues",
  "hasInsightsScreenLoad",
  "hasInsightsVitals",
  "hasLogs",
  "hasMinifiedStackTrace",
  "hasMonitors",
  "hasNewFeedbacks",
  "hasProfiles",
  "hasReplays",
  "hasSessions",
  "hasTraceMetrics",
  "hasUserReports",
];

/** What a project is shown with. */
export interface ProjectContext {
  organization: Organization;
  /** What the caller may do. */
  scopes: readonly string[];
  summary: ProjectSummary | undefined;
}

/**
 * A project as Sentry tells it, in lists and alone. There are no teams: each member sees each project,
 * and the organization stands in as the one team that it has.
 */
export function toSentryProject(
  project: Project,
  { organization, scopes, summary }: ProjectContext,
): ProjectAnswer {
  const { id, slug, name } = toDefaultTeam(organization);
  const team = { id, slug, name };
  const latest = summary?.latestVersion ?? null;
  return {
    id: String(project.id),
    slug: project.slug,
    name: project.name,
    platform: project.platform,
    dateCreated: toSentryDate(project.createdAt),
    isBookmarked: false,
    isMember: true,
    hasAccess: true,
    access: [...scopes],
    features: ["releases"],
    team,
    teams: [team],
    platforms: summary?.platforms ?? [],
    environments: summary?.environments ?? [],
    firstEvent: toSentryDate(summary?.firstEventAt ?? null),
    latestRelease: latest === null ? null : { version: latest },
    ...Object.fromEntries(ABSENT.map((name) => [name, false])),
  };
}
