import { expect, onTestFinished, test } from "vitest";
import { openToldWorld } from "../../test/told-world.ts";
import { storeHookTest } from "../integrations/hook-store.ts";
import { IntegrationError } from "../integrations/integration-error.ts";
import { findIntegration } from "../integrations/integration-store.ts";
import { insertJob, wakeLanes } from "../jobs/job-store.ts";
import { lookAtIntegration } from "./look-at-integration.ts";

/** Looks at a host while a job waits five minutes for its next attempt. @returns whether it still does */
async function lookWhileOneWaits(failure?: IntegrationError): Promise<boolean> {
  const world = await openToldWorld();
  onTestFinished(() => world.close());
  const { db, integrationId: id, repositoryId } = world;
  if (failure) world.host.failures.set("getRepositories", failure);
  await storeHookTest(db, repositoryId, { hookState: "alive", hookDetail: null });
  const integration = await findIntegration(db, { id });
  if (!integration) throw new Error("There is no integration");
  const { organizationId } = integration;
  const later = Date.now() + 300_000;
  const job = { lane: `repository:${repositoryId}`, organizationId, kind: "note", payload: null };
  await insertJob(db, job, later);
  await lookAtIntegration({ ...world.deps, wakeLanes }, integration);
  const { nextRunAt } = await db.selectFrom("lanes").selectAll().executeTakeFirstOrThrow();
  return nextRunAt === later;
}

test("what waits for its next attempt is tried at once when the host is found well", async () => {
  expect(await lookWhileOneWaits()).toBe(false);
});

test("it goes on waiting when the host fails", async () => {
  const options = { code: "bitbucket_server", retryable: false, cause: undefined } as const;
  expect(await lookWhileOneWaits(new IntegrationError("It fails.", options))).toBe(true);
});
