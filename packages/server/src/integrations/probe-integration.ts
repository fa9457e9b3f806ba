import { z } from "zod";
import type { Database } from "../db/database.ts";
import type { Enqueue, JobHandler } from "../jobs/types.ts";
import type { Installations } from "./installations.ts";
import { IntegrationError } from "./integration-error.ts";
import { listPausedIntegrations } from "./integration-store.ts";
import type { Integration } from "./types.ts";

export const PROBE_INTEGRATION = "probe-integration";

export const PROBE_EVERY_MS = 60_000;

const payloadSchema = z.object({ integrationId: z.number() });

/** Asks for a look at every host that refuses us, or is away. */
export async function enqueueProbes(trx: Database, enqueue: Enqueue): Promise<void> {
  for (const integration of await listPausedIntegrations(trx)) {
    await enqueueProbe(trx, enqueue, integration);
  }
}

/** Asks for a look at one host. */
export async function enqueueProbe(
  trx: Database,
  enqueue: Enqueue,
  { id, organizationId }: Pick<Integration, "id" | "organizationId">,
): Promise<void> {
  await enqueue(trx, {
    lane: `integration:${id}`,
    organizationId,
    integrationId: id,
    kind: PROBE_INTEGRATION,
    payload: { integrationId: id },
    unlessWaiting: true,
  });
}

/**
 * Asks the host one cheap question. When it answers and accepts the identity, everything that waited for that
 * goes on by itself; when not, the next probe comes.
 */
export function probeIntegration({ installations }: { installations: Installations }): JobHandler {
  return async ({ payload }) => {
    const { integrationId } = payloadSchema.parse(payload);
    try {
      const { installation } = await installations.get(integrationId);
      await installation.probe();
      return { integrationId, pause: null };
    } catch (error) {
      if (!(error instanceof IntegrationError)) throw error;
      return { integrationId, pause: error.message };
    }
  };
}
