import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectWithAccessToken, createAccessToken, linkRepository } from "../world/connect.ts";
import { createRepository } from "../world/create-repository.ts";
import { eventually } from "../world/eventually.ts";
import { runDoctor } from "../world/run-doctor.ts";
import { changeDatabase, queryDatabase } from "../world/service-database.ts";
import { startTestWorld } from "../world/start-test-world.ts";
import type { World } from "../world/start-world.ts";
import { uninstallAll } from "../world/uninstall-all.ts";

interface Report {
  level: string;
  findings: { level: string; area: string; message: string }[];
}

interface Webhook {
  id: number;
  name: string;
  events: string[];
}

let world: World;

beforeAll(async () => {
  world = await startTestWorld();
  await createRepository(world, "SHOP", "storefront");
});

afterAll(() => world.close());

const ask = () => world.service.call<Report>("GET", "/organizations/acme/doctor/");

const messages = ({ findings }: Report, level: string) =>
  findings.filter((finding) => finding.level === level).map(({ message }) => message);

/** Connects and links anew. @returns the access token's number */
async function link(): Promise<string> {
  await uninstallAll(world);
  const { id, token } = await createAccessToken(world.bitbucket);
  await linkRepository(world, await connectWithAccessToken(world, token), "SHOP/storefront");
  return id;
}

/** What the command is given: the environment of the service. */
const environment = () => ({
  PORT: new URL(world.serviceUrl).port,
  DATA_DIR: world.dataDir,
  ...(world.databaseUrl !== undefined && { DATABASE_URL: world.databaseUrl }),
});

test("where all is well, it says who we are to Bitbucket, and that each reaches the other", async () => {
  await link();
  const report = await ask();
  expect(messages(report, "error")).toEqual([]);
  const told = messages(report, "ok").join("\n");
  expect(told).toMatch(/(SQLite|PostgreSQL) \d+\.\d.* answers/);
  expect(told).toMatch(/ at http:\/\/\S+ lets us in as admin\./);
  expect(told).toContain("admin administers 1 repository; 1 is linked.");
  expect(told).toContain("Its clock and ours agree.");
  expect(told).toContain(`It reaches us at ${world.serviceUrl}.`);
  expect(told).toContain("1 of 1 webhooks work.");
});

test("the command tells the same, in words or JSON, and ends with success", async () => {
  await link();
  const { code, output } = await runDoctor(environment());
  expect(output).toContain(`Service\n  ✓ It is ready at http://127.0.0.1:${environment().PORT}.`);
  expect(output).toMatch(/\n {2}✓ .* lets us in as admin\.\n/);
  expect(code).toBe(0);
  const json = JSON.parse((await runDoctor(environment(), "--json")).output) as Report;
  expect(messages(json, "error")).toEqual([]);
  expect(messages(json, "ok")).toContain("Its clock and ours agree.");
});

test("a token that was revoked is an error with Bitbucket's reason and the remedy", async () => {
  const token = await link();
  await world.bitbucket.call("DELETE", `/rest/access-tokens/1.0/users/admin/${token}`);
  const report = await ask();
  expect(report.level).toBe("error");
  const [message = ""] = messages(report, "error");
  expect(message).toContain(`${world.bitbucket.url} could not be asked: `);
  expect(message).toContain("install it again, and they go on by themselves.");
  expect((await runDoctor(environment())).code).toBe(1);
});

test("a webhook that was changed or deleted in Bitbucket is an error with the remedy, which helps", async () => {
  await link();
  const hooks = "/rest/api/1.0/projects/SHOP/repos/storefront/webhooks";
  const { values } = await world.bitbucket.call<{ values: Webhook[] }>("GET", hooks);
  // What was revoked before could not delete its own.
  const hook = values.toSorted((one, other) => one.id - other.id).at(-1);
  if (!hook) throw new Error("There is no webhook");
  const { id, name, events } = hook;
  const elsewhere = { name, events, url: "http://127.0.0.1:1/elsewhere", active: true };
  await world.bitbucket.call("PUT", `${hooks}/${id}`, elsewhere);
  const changed = messages(await ask(), "error").join();
  expect(changed).toContain("not as it has to be: it called http://127.0.0.1:1. POST …/repos/");
  await world.bitbucket.call("DELETE", `${hooks}/${id}`);
  const missing = messages(await ask(), "error");
  expect(missing).toEqual([
    expect.stringMatching(
      /The webhook of SHOP\/storefront is missing\. POST …\/repos\/\d+\/test-hook\//,
    ),
  ]);
  const [, repository] = /repos\/(\d+)/.exec(missing.join()) ?? [];
  await world.service.call("POST", `/organizations/acme/repos/${repository}/test-hook/`);
  expect(messages(await ask(), "error")).toEqual([]);
});

test("a service that Bitbucket cannot reach is an error that says what Bitbucket said", async () => {
  await link();
  const { id } = await world.bitbucket.call<{ id: number }>("POST", "/sandbox/faults", {
    kind: "status",
    status: 500,
    pathPattern: "/webhooks/test",
  });
  const report = await ask();
  await world.bitbucket.call("DELETE", `/sandbox/faults/${id}`);
  const unreached = `It cannot reach us at ${world.serviceUrl}, so no push will arrive.`;
  expect(messages(report, "error").join()).toContain(unreached);
});

test("a service that answers Bitbucket with an error is told from one that is not reached", async () => {
  await link();
  const broken = createServer((_request, response) => response.writeHead(500).end());
  await once(broken.listen(0, "127.0.0.1"), "listening");
  const { port } = broken.address() as AddressInfo;
  const PUBLIC_URL = `http://127.0.0.1:${port}`;
  const { output } = await runDoctor({ ...environment(), PUBLIC_URL });
  broken.close();
  expect(output).toContain(`It reaches ${PUBLIC_URL}, where this service or the proxy before it`);
  expect(output).not.toContain("firewall");
});

test("credentials that cannot be opened are an error, and hide nothing else", async () => {
  await link();
  const read = "select sealed_credentials as sealed from identities";
  const [row] = await queryDatabase<{ sealed: Uint8Array }>(world, read);
  const change = "update identities set sealed_credentials = ?";
  await changeDatabase(world, change, Buffer.alloc(64));
  const { code, output } = await runDoctor(environment());
  await changeDatabase(world, change, row?.sealed ?? null);
  expect(output).toContain("Its credentials cannot be opened");
  expect(output).toContain("! 1 of 1 webhooks could not be checked.");
  expect(code).toBe(1);
});

test("jobs that were given up are told with the reason of the last, and how to replay them", async () => {
  await link();
  await eventually("all jobs", async () => {
    const waiting = "select id from jobs where state = 'waiting'";
    return (await queryDatabase(world, waiting)).length === 0;
  });
  await changeDatabase(
    world,
    "update jobs set state = 'set_aside', last_error = 'The moon is full', attempts = 16 where lane like 'repository:%'",
  );
  const message = messages(await ask(), "warning").join("\n");
  expect(message).toContain("given up; the last is ");
  expect(message).toContain("after 16 attempts, whose last attempt failed: The moon is full.");
  expect(message).toContain("POST /api/0/organizations/acme/jobs/replay/");
});

test("a database that is not there is told, and none is made", async () => {
  const { code, output } = await runDoctor({ DATA_DIR: `${world.folder}/nowhere` });
  expect(output).toContain("There is no database in DATA_DIR");
  expect(code).toBe(1);
});

test("a wrong environment and a service that does not run are errors", async () => {
  const wrong = await runDoctor({ PORT: "http", PUBLIC_URL: "ftp://x" });
  expect(wrong.output).toContain("✗ PORT must be a port number");
  expect(wrong.output).toContain("2 errors.");
  expect(wrong.code).toBe(1);
  const stopped = await runDoctor({ ...environment(), PORT: "1" });
  expect(stopped.output).toContain("Nothing answers at http://127.0.0.1:1.");
  expect(stopped.code).toBe(1);
});
