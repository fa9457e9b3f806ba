import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { type Deploy, listDeploys } from "../../releases/deploy-store.ts";
import type { Api } from "../api.ts";
import { answerPage, byNumber, pageQuery, parsePage } from "../page.ts";
import { getReleaseFor, RELEASE_ROOTS, releaseParams } from "./release-scope.ts";
import { toSentryDeploy } from "./to-sentry-deploy.ts";

const byFinish = byNumber((deploy: Deploy) => deploy.dateFinished);

/** `GET …/releases/{version}/deploys/`, newest first; below a project only those of the project. */
export function listDeploysOfRelease(app: Api, { db }: { db: Database }): void {
  const schema = { params: releaseParams, querystring: z.object(pageQuery) };
  for (const root of RELEASE_ROOTS) {
    app.get(`${root}:version/deploys/`, { schema }, async (request, reply) => {
      const { release, project } = await getReleaseFor(db, request, request.params);
      const page = parsePage(request.query, byFinish);
      const rows = await listDeploys(db, release.id, { projectId: project?.id, page });
      return answerPage(reply, request, { page, rows, order: byFinish }).map(toSentryDeploy);
    });
  }
}
