import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { insertDeploy } from "../../releases/deploy-store.ts";
import { listReleaseProjects } from "../../releases/release-project-store.ts";
import type { Api } from "../api.ts";
import { dateTime } from "./date-time.ts";
import { findProjectIds } from "./find-project-ids.ts";
import { getReleaseFor, RELEASE_ROOTS, releaseParams } from "./release-scope.ts";
import { toSentryDeploy } from "./to-sentry-deploy.ts";

const ENVIRONMENT_RULE =
  "Give the name of an environment: at most 64 characters, no slash and no line break. It cannot be called none.";

const date = (field: string) =>
  dateTime(`${field} is a date such as 2026-05-03T10:00:00Z.`)
    .transform((text) => Date.parse(text))
    .nullish();

const body = z.object({
  environment: z
    .string(ENVIRONMENT_RULE)
    .max(64, ENVIRONMENT_RULE)
    .regex(/^(?!none$)[^\n\r\f/]+$/, ENVIRONMENT_RULE),
  name: z.string().max(64, "name has at most 64 characters.").nullish(),
  url: z.url({ protocol: /^https?$/, error: "Enter a valid URL." }).nullish(),
  dateStarted: date("dateStarted"),
  dateFinished: date("dateFinished"),
  /** Slugs or numbers; absent: all projects of the release. */
  projects: z.array(z.union([z.string(), z.number().transform(String)])).nullish(),
});

/**
 * `POST …/releases/{version}/deploys/`: tells that the release was put somewhere. One that says
 * nothing of its end has ended now: sentry-cli cannot list a deploy without it.
 */
export function createDeploy(app: Api, { db }: { db: Database }): void {
  const schema = { params: releaseParams, body };
  for (const root of RELEASE_ROOTS) {
    app.post(`${root}:version/deploys/`, { schema }, async (request, reply) => {
      const { release, project } = await getReleaseFor(db, request, request.params);
      const { environment, name, url, dateStarted, dateFinished, projects } = request.body;
      const known = await listReleaseProjects(db, release.id);
      const all = project ? [project.id] : known.map(({ id }) => id);
      const projectIds = projects?.length ? findProjectIds(known, projects) : all;
      const deploy = {
        releaseId: release.id,
        environment,
        name: name ?? null,
        url: url ?? null,
        dateStarted: dateStarted ?? null,
        dateFinished: dateFinished ?? Date.now(),
      };
      const made = await db.transaction().execute((trx) => insertDeploy(trx, deploy, projectIds));
      return reply.status(201).send(toSentryDeploy(made));
    });
  }
}
