import type { Logger } from "pino";
import { z } from "zod";
import type { RecordCommitsDeps } from "../commits/record-commits.ts";
import type { DeliveryState } from "../db/schema.ts";
import { processPush, type ProcessPushDeps, type PushSummary } from "../commits/process-push.ts";
import type { Installations } from "../integrations/installations.ts";
import type { PushContext } from "../commits/record-ref-change.ts";
import type { Push } from "../commits/types.ts";
import { followMove, locateRepository } from "../integrations/follow-move.ts";
import { IntegrationError } from "../integrations/integration-error.ts";
import { findRepository, type Repository } from "../integrations/repository-store.ts";
import type { IntegrationProvider } from "../integrations/integration-provider.ts";
import type { IntegrationInstallation, ParsedDelivery } from "../integrations/types.ts";
import { PermanentJobError } from "../jobs/permanent-job-error.ts";
import type { JobHandler } from "../jobs/types.ts";
import { enqueueReconcile } from "../reconcile/enqueue-reconcile.ts";
import { type Delivery, findDelivery, setDeliveryState } from "./delivery-store.ts";

const payloadSchema = z.object({
  deliveryId: z.number(),
  /** It was processed before, and a person wants all of it done anew. */
  again: z.boolean().default(false),
});

export interface ProcessDeliveryDeps extends RecordCommitsDeps {
  installations: Installations;
  logger: Logger;
}

/**
 * Does what a stored delivery asks for. Running it again, after a crash or by hand, changes nothing
 * that was done. An error is kept with the delivery and thrown, so that the job is tried again.
 */
export function processDelivery(deps: ProcessDeliveryDeps): JobHandler {
  return async ({ payload, isLastAttempt }, signal, holdLane) => {
    const { deliveryId, again } = payloadSchema.parse(payload);
    const delivery = await findDelivery(deps.db, deliveryId);
    if (!delivery) return;
    const setState = (state: DeliveryState, reason?: string) =>
      deps.db.transaction().execute(async (trx) => {
        await holdLane(trx);
        await setDeliveryState(trx, delivery.id, state, reason);
      });
    try {
      const { state, reason, ...summary } = await process(
        { ...deps, holdLane, deliveryId, again },
        delivery,
      );
      await setState(state, reason);
      const { requestId: hostRequestId } = delivery;
      return { deliveryId, hostRequestId, state, reason: reason ?? null, ...summary };
    } catch (error) {
      if (signal.aborted) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      const isPaused = error instanceof IntegrationError && error.isPause;
      const isFinal = (isLastAttempt && !isPaused) || error instanceof PermanentJobError;
      await setState(isFinal ? "failed" : "pending", reason);
      throw error;
    }
  };
}

interface Outcome extends Partial<Pick<PushSummary, "commits" | "resolved">> {
  state: "processed" | "ignored";
  reason?: string;
  repository?: string;
  refChanges?: number;
}

type HeldDeps = ProcessDeliveryDeps & ProcessPushDeps & { again: boolean };

async function process(deps: HeldDeps, delivery: Delivery): Promise<Outcome> {
  const { provider, installation } = await deps.installations.getForJob(delivery.integrationId);
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
  const push = { ...parsed.push, receivedAt: delivery.receivedAt };
  const { isInOrder, isKnown, ...brought } = await record(deps, installation, repository, push);
  // A push before it was lost, or it comes late: only the host knows where its refs are.
  if (!isInOrder || !isKnown || deps.again) {
    await deps.db.transaction().execute((trx) => enqueueReconcile(trx, deps.enqueue, repository));
  }
  return { state: "processed", refChanges: push.refChanges.length, ...brought };
}

/** The host may know nothing of a push since another repository took the name of this one. */
async function record(
  deps: HeldDeps,
  installation: IntegrationInstallation,
  repository: Repository,
  push: Push & Pick<PushContext, "receivedAt">,
): Promise<PushSummary & { repository: string }> {
  const source = installation.commitSource(repository);
  const defaultBranch = await source.getDefaultBranch();
  const brought = await processPush(deps, repository, source, {
    ...push,
    defaultBranch,
    skipsApplied: !deps.again,
  });
  if (!brought.isKnown) {
    const located = await locateRepository(deps, installation, repository);
    const isElsewhere = located !== undefined && located.name !== repository.name;
    if (isElsewhere) return record(deps, installation, located, push);
  }
  return { repository: repository.name, ...brought };
}

/** What cannot be read now cannot be read later: it must not hold up the pushes behind it. */
function parse(provider: IntegrationProvider, { eventKey, body }: Delivery): ParsedDelivery {
  try {
    return provider.parseDelivery(eventKey, body);
  } catch (cause) {
    throw new PermanentJobError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
