import { z } from "zod";
import type { RecordCommitsDeps } from "../commits/record-commits.ts";
import { recordRefChange } from "../commits/record-ref-change.ts";
import type { Push } from "../commits/types.ts";
import type { Installations } from "../integrations/installations.ts";
import { IntegrationError } from "../integrations/integration-error.ts";
import {
  findRepository,
  moveRepository,
  type Repository,
} from "../integrations/repository-store.ts";
import type { IntegrationProvider } from "../integrations/integration-provider.ts";
import type {
  IntegrationInstallation,
  ParsedDelivery,
  RemoteRepository,
  RepositoryInDelivery,
} from "../integrations/types.ts";
import { PermanentJobError } from "../jobs/permanent-job-error.ts";
import type { JobHandler } from "../jobs/types.ts";
import { getOrganization } from "../organizations/organization-store.ts";
import { resolveByPush } from "../resolutions/apply-resolutions.ts";
import { type Delivery, findDelivery, setDeliveryState } from "./delivery-store.ts";

const payloadSchema = z.object({ deliveryId: z.number() });

export interface ProcessDeliveryDeps extends RecordCommitsDeps {
  installations: Installations;
}

/**
 * Does what a stored delivery asks for. Running it again, after a crash or by hand, changes nothing
 * that was done. An error is kept with the delivery and thrown, so that the job is tried again.
 */
export function processDelivery(deps: ProcessDeliveryDeps): JobHandler {
  return async ({ payload, isLastAttempt }) => {
    const delivery = await findDelivery(deps.db, payloadSchema.parse(payload).deliveryId);
    if (!delivery) return;
    try {
      const { state, reason, ...summary } = await process(deps, delivery);
      await setDeliveryState(deps.db, delivery.id, state, reason);
      return { deliveryId: delivery.id, state, reason: reason ?? null, ...summary };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const isFinal = isLastAttempt || error instanceof PermanentJobError;
      await setDeliveryState(deps.db, delivery.id, isFinal ? "failed" : "pending", reason);
      throw error;
    }
  };
}

interface Outcome extends Partial<PushSummary> {
  state: "processed" | "ignored";
  reason?: string;
}

/** What a push brought, for the log. */
interface PushSummary {
  repository: string;
  refChanges: number;
  commits: number;
  resolved: number;
}

async function process(deps: ProcessDeliveryDeps, delivery: Delivery): Promise<Outcome> {
  const { provider, installation } = await deps.installations.get(delivery.integrationId);
  const parsed = parse(provider, delivery);
  if (parsed.kind === "ignored") return { state: "ignored", reason: parsed.reason };
  const linked = await findRepository(deps.db, delivery.repositoryId);
  if (!linked) return { state: "ignored", reason: "The repository was unlinked." };
  if (linked.externalId !== parsed.repository.externalId) {
    const reason = `It is about ${parsed.repository.projectKey}/${parsed.repository.slug}, but its webhook belongs to ${linked.name}.`;
    return { state: "ignored", reason };
  }
  const repository = await followMove(deps, installation, linked, parsed.repository);
  if (parsed.kind !== "push") return { state: "processed" };
  const { receivedAt } = delivery;
  const push = { push: parsed.push, receivedAt };
  return { state: "processed", ...(await processPush(deps, installation, repository, push)) };
}

/** What cannot be read now cannot be read later: it must not hold up the pushes behind it. */
function parse(provider: IntegrationProvider, { eventKey, body }: Delivery): ParsedDelivery {
  try {
    return provider.parseDelivery(eventKey, body);
  } catch (cause) {
    throw new PermanentJobError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/**
 * A repository that was renamed or moved is found under its new name from now on. A delivery older
 * than that may come late: the name in it is nobody's by now, or another repository's.
 */
async function followMove(
  { db }: ProcessDeliveryDeps,
  installation: IntegrationInstallation,
  linked: Repository,
  now: RepositoryInDelivery,
): Promise<Repository> {
  if (linked.projectKey === now.projectKey && linked.slug === now.slug) return linked;
  const found = await findAt(installation, now);
  if (found?.externalId !== linked.externalId) return linked;
  const { projectKey, slug, url, cloneUrl = null, sshCloneUrl = null } = found;
  const moved = { name: `${projectKey}/${slug}`, projectKey, slug, url, cloneUrl, sshCloneUrl };
  await moveRepository(db, linked.id, moved);
  return { ...linked, ...moved };
}

async function findAt(
  installation: IntegrationInstallation,
  address: RepositoryInDelivery,
): Promise<RemoteRepository | undefined> {
  try {
    return await installation.getRepository(address);
  } catch (error) {
    if (error instanceof IntegrationError && !error.retryable) return undefined;
    throw error;
  }
}

async function processPush(
  deps: ProcessDeliveryDeps,
  installation: IntegrationInstallation,
  repository: Repository,
  { push, receivedAt }: { push: Push; receivedAt: number },
): Promise<PushSummary> {
  const { resolveOn } = await getOrganization(deps.db, repository.organizationId);
  const source = installation.commitSource(repository);
  const context = { defaultBranch: await source.getDefaultBranch(), receivedAt };
  const refChanges = push.refChanges.length;
  const summary = { repository: repository.name, refChanges, commits: 0, resolved: 0 };
  for (const change of push.refChanges) {
    const recorded = await recordRefChange(deps, repository, source, change, context);
    summary.commits += recorded.commits.length;
    summary.resolved += await resolveByPush(deps.db, { resolveOn, ...recorded });
  }
  return summary;
}
