import type { Project } from "../../organizations/project-store.ts";
import type { ProjectOwnershipAnswer } from "@sentry-bitbucket-server/api-contract/project";
import { toSentryDate } from "../to-sentry-date.ts";

/** Sentry's words for: issues are assigned by people alone. */
export const NO_AUTO_ASSIGNMENT = "Turn off Auto-Assignment";

/** Nobody has said who owns what in a project, and nobody can here. */
export function toSentryOwnership(project: Project): ProjectOwnershipAnswer {
  const dateCreated = toSentryDate(project.createdAt);
  return {
    raw: "",
    schema: null,
    fallthrough: false,
    autoAssignment: NO_AUTO_ASSIGNMENT,
    codeownersAutoSync: false,
    isActive: false,
    dateCreated,
    lastUpdated: dateCreated,
  };
}
