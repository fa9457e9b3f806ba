import type { Project } from "../../organizations/project-store.ts";
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

/** A project as Sentry tells it, in lists and alone. There are no teams: each member sees each project. */
export function toSentryProject(project: Project) {
  return {
    id: String(project.id),
    slug: project.slug,
    name: project.name,
    platform: project.platform,
    dateCreated: toSentryDate(project.createdAt),
    isBookmarked: false,
    isMember: true,
    hasAccess: true,
    access: [],
    features: [],
    team: null,
    teams: [],
    platforms: project.platform === null ? [] : [project.platform],
    environments: [],
    firstEvent: null,
    latestRelease: null,
    ...Object.fromEntries(ABSENT.map((name) => [name, false])),
  };
}
