import { z } from "zod";
import type { Actor } from "../audit/audit-log-store.ts";
import type { Database } from "../db/database.ts";
import type { Enqueue, JobHandler, OnSetAside } from "../jobs/types.ts";
import { IntegrationError } from "./integration-error.ts";
import { findIntegrationOfLink, keepAskedLinks, setLinkState } from "./link-batch-store.ts";
import { linkRepository, type LinkRepositoryDeps } from "./link-repository.ts";
import { linksLaneName } from "./repository-lane.ts";
import type { LinkState } from "./plan-link-batch.ts";
import { parseRepositoryName } from "./repository-name.ts";
import type { Integration } from "./types.ts";

export const LINK_REPOSITORY = "link-repository";

/** What may pass by itself is not waited for by all that come after. A host that is away pauses all of them. */
const MOST_ATTEMPTS = 3;

const payloadSchema = z.object({
  batchId: z.number(),
  name: z.string(),
  actor: z.object({
    userId: z.number().nullable(),
    name: z.string(),
    address: z.string().nullable(),
  }),
});

/**
 * Asks for repositories to be linked, one after another, whoever looks on. They join what is under way.
 * @param names `KEY/slug`, at most a thousand
 */
export async function linkInBatch(
  { db, enqueue }: { db: Database; enqueue: Enqueue },
  { id: integrationId, organizationId }: Pick<Integration, "id" | "organizationId">,
  names: readonly string[],
  actor: Actor,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { batchId, wanted } = await keepAskedLinks(trx, integrationId, names);
    const common = { lane: linksLaneName(integrationId), organizationId, integrationId };
    const jobs = wanted.map((name) => ({ ...common, payload: { batchId, name, actor } }));
    await enqueue(trx, ...jobs.map((job) => ({ ...job, kind: LINK_REPOSITORY })));
  });
}

/** Links one repository of a batch. Why it could not be linked is kept with the batch, and is no failure of the job. */
export function linkBatchedRepository(deps: LinkRepositoryDeps): JobHandler {
  return async ({ payload, attempt }, signal, holdLane) => {
    const { actor, ...link } = payloadSchema.parse(payload);
    const integrationId = await findIntegrationOfLink(deps.db, link);
    if (integrationId === undefined) return undefined;
    const keep = (state: LinkState, reason: string | null) =>
      deps.db.transaction().execute(async (trx) => {
        await holdLane(trx);
        await setLinkState(trx, link, state, reason);
      });
    try {
      const reason = await tryLink(deps, integrationId, link.name, actor);
      await keep(reason === null ? "linked" : "failed", reason);
      return { name: link.name, reason };
    } catch (error) {
      if (signal.aborted || !(error instanceof IntegrationError)) throw error;
      const comesAgain = error.isPause || (error.isPassing && attempt < MOST_ATTEMPTS);
      await keep(comesAgain ? "waiting" : "failed", error.message);
      if (comesAgain) throw error;
      return { name: link.name, reason: error.message };
    }
  };
}

/** @returns why the host refuses it, as a sentence; null when it is linked, as an attempt before may have done */
async function tryLink(
  deps: LinkRepositoryDeps,
  integrationId: number,
  name: string,
  actor: Actor,
): Promise<string | null> {
  const address = parseRepositoryName(name);
  if (!address) return `"${name}" names no repository.`;
  const { integration } = await deps.installations.getForJob(integrationId);
  const result = await linkRepository(deps, integration, address, actor);
  return result.kind === "refused" ? result.reason : null;
}

/** A link that was given up, for whatever reason, waits no longer. */
export const failBatchedLink: OnSetAside = {
  [LINK_REPOSITORY]: (trx, payload, reason) =>
    setLinkState(trx, payloadSchema.parse(payload), "failed", reason),
};
