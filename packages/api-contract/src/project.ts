import { z } from "zod";
import { date } from "./date.ts";
import { organizationAnswer } from "./organization.ts";

/** Sentry's features that ours do not have are there, and false. */
export const projectAnswer = z
  .object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    platform: z.string().nullable(),
    dateCreated: date,
    isBookmarked: z.boolean(),
    isMember: z.boolean(),
    hasAccess: z.boolean(),
    platforms: z.array(z.string()),
    environments: z.array(z.string()),
  })
  .catchall(z.unknown())
  .meta({ id: "Project" });

export type ProjectAnswer = z.infer<typeof projectAnswer>;

export const projectDetailAnswer = projectAnswer
  .extend({ organization: organizationAnswer })
  .meta({ id: "ProjectDetail" });

export const projectOwnershipAnswer = z
  .object({
    raw: z.string(),
    schema: z.null(),
    fallthrough: z.boolean(),
    autoAssignment: z.string(),
    codeownersAutoSync: z.boolean(),
    isActive: z.boolean(),
    dateCreated: date,
    lastUpdated: date,
  })
  .meta({ id: "ProjectOwnership" });

export type ProjectOwnershipAnswer = z.infer<typeof projectOwnershipAnswer>;

export const projectRepositoryAnswer = z
  .object({
    id: z.string(),
    projectId: z.string(),
    repositoryId: z.string(),
    source: z.string(),
    created: z.boolean(),
  })
  .meta({ id: "ProjectRepository" });

export const projectKeyAnswer = z
  .object({
    id: z.string().meta({ description: "The public key: the user part of the DSN." }),
    name: z.string(),
    label: z.string(),
    public: z.string(),
    projectId: z.number().int(),
    isActive: z.boolean(),
    rateLimit: z.object({ window: z.number().int(), count: z.number().int() }).nullable(),
    dsn: z.object({ public: z.string() }).catchall(z.string()),
    dateCreated: date,
  })
  .catchall(z.unknown())
  .meta({ id: "ProjectKey" });

export type ProjectKeyAnswer = z.infer<typeof projectKeyAnswer>;

export const environmentAnswer = z
  .object({ id: z.string(), name: z.string(), isHidden: z.boolean().optional() })
  .meta({ id: "Environment" });
