import { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { getProjectFor } from "./get-project-for.ts";
import { NO_AUTO_ASSIGNMENT, toSentryOwnership } from "./to-sentry-ownership.ts";

const NO_RULES = "This service keeps no rules of ownership. Leave raw empty, and assign issues.";
const NOBODY = "Nobody owns issues here. Leave fallthrough out, or send false.";
const BY_PEOPLE = `Issues are assigned by people alone. autoAssignment is ${NO_AUTO_ASSIGNMENT}.`;
const NOT_READ = "CODEOWNERS is not read. Leave codeownersAutoSync out, or send false.";

/** What is there already can be said again. */
const bodySchema = z.object({
  raw: z
    .string()
    .refine((rules) => rules.trim() === "", NO_RULES)
    .optional(),
  fallthrough: z.literal(false, NOBODY).optional(),
  autoAssignment: z.literal(NO_AUTO_ASSIGNMENT, BY_PEOPLE).optional(),
  codeownersAutoSync: z.literal(false, NOT_READ).optional(),
});

/** `PUT /api/0/projects/{organization}/{project}/ownership/`: says which setting there is not; 202. */
export function updateOwnership(app: Api, { db }: { db: Database }): void {
  const params = z.object({ organization: z.string(), project: z.string() });
  app.put(
    "/api/0/projects/:organization/:project/ownership/",
    { schema: { params, body: bodySchema } },
    async (request, reply) => {
      const { project } = await getProjectFor(db, request, request.params);
      return reply.status(202).send(toSentryOwnership(project));
    },
  );
}
