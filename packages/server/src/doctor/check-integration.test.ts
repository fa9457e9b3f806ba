import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { addIntegration, secretBox } from "../../test/linked-repository.ts";
import { openToldWorld, type ToldWorld } from "../../test/told-world.ts";
import { BitbucketServerIntegrationProvider } from "../integrations/bitbucket-server/provider.ts";
import { storeHookTest } from "../integrations/hook-store.ts";
import { Installations } from "../integrations/installations.ts";
import { IntegrationError } from "../integrations/integration-error.ts";
import { findIntegration } from "../integrations/integration-store.ts";
import { ProviderRegistry } from "../integrations/registry.ts";
import { wakeLanes } from "../jobs/job-store.ts";
import { checkIntegration, type CheckIntegrationDeps } from "./check-integration.ts";

let world: ToldWorld;

beforeEach(async () => {
  world = await openToldWorld();
  const { db, repositoryId } = world;
  await storeHookTest(db, repositoryId, { hookState: "alive", hookDetail: null });
});

afterEach(() => world.close());

async function tell(deps: CheckIntegrationDeps = world.deps, id = world.integrationId) {
  const integration = await findIntegration(world.db, { id });
  if (!integration) throw new Error("There is no integration");
  const findings = await checkIntegration(deps, integration);
  return findings.map(({ level, message }) => `${level}: ${message}`);
}

test("a webhook is said to work when the host has it as it has to be", async () => {
  const told = await tell();
  expect(told).toContain("ok: It reaches us at http://us.");
  expect(told).toContain("ok: 1 of 1 webhooks work.");
});

test("a webhook that the host has no more is missing, and hides nothing else", async () => {
  world.host.hook = { problems: ["was missing"] };
  const told = await tell();
  const repair = `POST …/repos/${world.repositoryId}/test-hook/ repairs it.`;
  expect(told).toContain(`error: The webhook of SHOP/shop is missing. ${repair}`);
  expect(told).toContain("ok: a token of no user administers 1 repository; 1 is linked.");
  expect(told.join()).not.toContain("webhooks work");
  expect(world.host.calls).not.toContain("testHook");
});

test("a webhook that was changed at the host is an error that says how, and is not mended", async () => {
  world.host.hook = { hookId: 1, problems: ["was switched off", "called http://other"] };
  expect((await tell()).join()).toContain(
    "error: The webhook of SHOP/shop is not as it has to be: it was switched off, and called http://other. POST",
  );
  expect(world.host.calls.join()).not.toContain("putHook");
});

test("where the host cannot be asked, webhooks are not said to work", async () => {
  fail("getRepositories", { isAway: true });
  const told = await tell();
  expect(told.join()).toContain("could not be asked: It fails. Its jobs wait, and go on");
  expect(told).toContain("warning: 1 of 1 webhooks could not be checked.");
});

test("a test of the webhook that fails hides nothing that was told before", async () => {
  fail("testHook");
  const told = await tell();
  expect(told).toContain("ok: 1 of 1 webhooks work.");
  expect(told.join()).toContain("lets us in as");
  expect(told.join()).toContain("error: http://told could not be asked: It fails.");
});

test("a webhook that cannot be looked at is told with the reason", async () => {
  fail("inspectHook");
  const told = await tell();
  expect(told).toContain("error: The webhook of SHOP/shop could not be looked at: It fails.");
});

test.each([
  [503, "It answers 503, and no better within 1 s."],
  [429, "It limits us: it answers 429"],
])("a host that answers %d all the time is told as that, not as silent", async (status, told) => {
  const { deps, id } = await connectTo(status);
  const findings = (await tell({ ...deps, patienceMs: 1_000 }, id)).join();
  expect(findings).toContain(told);
  expect(findings).not.toContain("did not answer");
});

function fail(call: string, { isAway = false } = {}): void {
  const options = { code: "bitbucket_server", retryable: false, isAway, cause: undefined };
  world.host.failures.set(call, new IntegrationError("It fails", options));
}

/** Connects a Bitbucket that always answers with this status. */
async function connectTo(status: number) {
  const { db } = world;
  const server = createServer((_request, response) => response.writeHead(status).end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const registry = new ProviderRegistry([new BitbucketServerIntegrationProvider()]);
  const installations = new Installations({ db, registry, secretBox, wakeLanes });
  onTestFinished(async () => {
    await installations.close();
    server.close();
  });
  const id = await addIntegration(db, { host: `127.0.0.1:${port}` });
  return { deps: { ...world.deps, installations }, id };
}
