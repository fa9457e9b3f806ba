import type { LinkedRepositoryAnswer } from "@sentry-bitbucket-server/api-contract/repository";
import type { Database } from "../../db/database.ts";
import type { IntegrationProvider } from "../../integrations/integration-provider.ts";
import type { KnownRepository } from "../../integrations/known-repository-store.ts";
import { listRepositoryStates } from "../../integrations/repository-state-store.ts";
import { listReconcileReports } from "../../reconcile/reconcile-store.ts";
import { toSentryDate } from "../to-sentry-date.ts";
import { toReconcileAnswer } from "./get-reconcile.ts";
import { toSentryRepository } from "./to-sentry-repository.ts";

/** Repositories in a list of them or alone, with what came of each lately, which is ours. */
export async function showRepositories(
  db: Database,
  repositories: KnownRepository[],
  providerOf: (repository: KnownRepository) => IntegrationProvider | undefined,
): Promise<LinkedRepositoryAnswer[]> {
  const linked = repositories.flatMap(({ id, integrationId }) => (integrationId ? [id] : []));
  const states = await listRepositoryStates(db, linked);
  const reports = await listReconcileReports(db, linked);
  return repositories.map((repository) => {
    const { id } = repository;
    const { lastPush = null, lastDelivery = null } = states.get(id) ?? {};
    const report = reports.get(id);
    return {
      ...toSentryRepository(repository, providerOf(repository)),
      lastPush: toSentryDate(lastPush),
      lastDelivery: toSentryDate(lastDelivery),
      reconcile: report ? toReconcileAnswer(report) : null,
    };
  });
}
