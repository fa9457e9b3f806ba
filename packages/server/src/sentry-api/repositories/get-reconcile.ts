import type { Database } from "../../db/database.ts";
import { getReconcileReport, type ReconcileReport } from "../../reconcile/reconcile-store.ts";
import type { ReconcileAnswer } from "@sentry-bitbucket-server/api-contract/repository";
import type { Api } from "../api.ts";
import { toSentryDate } from "../to-sentry-date.ts";
import { getRepositoryFor, repositoryParams } from "./get-repository-for.ts";

/**
 * `GET /api/0/organizations/{organization}/repos/{repository}/reconcile/` (ours): when the repository
 * was compared with its host, and what that found.
 */
export function getReconcile(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/organizations/:organization/repos/:repository/reconcile/",
    { schema: { params: repositoryParams } },
    async (request) => {
      const { id } = await getRepositoryFor(db, request, request.params);
      return toReconcileAnswer(await getReconcileReport(db, id));
    },
  );
}

export function toReconcileAnswer(report: ReconcileReport): ReconcileAnswer {
  return {
    lastDone: toSentryDate(report.finishedAt),
    lastThorough: toSentryDate(report.thoroughAt),
    next: toSentryDate(report.nextAt),
    lastMissed: report.missed,
    defaultBranch: report.defaultBranch,
  };
}
