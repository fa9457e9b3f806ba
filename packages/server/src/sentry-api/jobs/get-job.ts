import type { JobDetailAnswer } from "@sentry-bitbucket-server/api-contract/job";
import type { Database } from "../../db/database.ts";
import { findKnownRepository } from "../../integrations/known-repository-store.ts";
import { listAttempts } from "../../jobs/attempt-store.ts";
import { findTurn } from "../../jobs/turn-store.ts";
import { findDeliveryOfJob } from "../../webhooks/delivery-job-store.ts";
import type { ListedJob } from "../../jobs/job-list-store.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { getJobFor, jobParams } from "./get-job-for.ts";
import { readLaneName } from "./read-lane-name.ts";
import { toSentryAttempt, toSentryJob, toSentryTurn } from "./to-sentry-job.ts";

/** `GET /api/0/organizations/{organization}/jobs/{job}/` (ours), with its attempts. */
export function getJob(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/organizations/:organization/jobs/:job/",
    { schema: { params: jobParams } },
    async (request): Promise<JobDetailAnswer> => {
      const { organization: slug, job: id } = request.params;
      const organization = await getOrganizationFor(db, request, slug);
      const job = await getJobFor(db, organization.id, id);
      const attempts = await listAttempts(db, job);
      const deliveryId = await findDeliveryOfJob(db, id);
      const turn = job.state === "waiting" ? await findTurn(db, job) : undefined;
      return {
        ...toSentryJob(job),
        turn: toSentryTurn(turn),
        deliveryId: deliveryId === undefined ? null : String(deliveryId),
        repository: await findRepository(db, job),
        attemptHistory: attempts.map(toSentryAttempt),
      };
    },
  );
}

/** The one that the lane of a job is for. */
async function findRepository(
  db: Database,
  { lane }: ListedJob,
): Promise<JobDetailAnswer["repository"]> {
  const { purpose, subjectId } = readLaneName(lane);
  if (purpose !== "repository" || subjectId === null) return null;
  const repository = await findKnownRepository(db, subjectId);
  return repository ? { id: String(repository.id), name: repository.name } : null;
}
