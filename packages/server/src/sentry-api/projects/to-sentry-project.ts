import type { Organization } from "../../organizations/organization-store.ts";
import type { Project } from "../../organizations/project-store.ts";
import type { ProjectAnswer } from "../answers/project.ts";
import { toSentryOrganization } from "../organizations/to-sentry-organization.ts";
import { toDefaultTeam } from "../teams/default-team.ts";
import { toSentryDate } from "../to-sentry-date.ts";
import { ABSENT_SETTINGS } from "./absent-settings.ts";

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
export function toSentryProject(project: Project): ProjectAnswer {
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

/** A project alone, with its organization. */
export function toProjectDetail(project: Project, organization: Organization, publicUrl: string) {
  const { id, slug, name } = toDefaultTeam(organization);
  const team = { id, slug, name };
  return {
    ...toSentryProject(project),
    ...ABSENT_SETTINGS,
    avatar: { avatarType: "letter_avatar", avatarUuid: null },
    color: "#3f70bf",
    status: "active",
    team,
    teams: [team],
    organization: toSentryOrganization(organization, publicUrl),
  };
}
