import { expect, test } from "vitest";
import { eventually } from "../world/eventually.ts";
import { jobsDone } from "../world/pushes-done.ts";
import { queryDatabase } from "../world/service-database.ts";
import type { World } from "../world/start-world.ts";
import type { Linking } from "./linking.ts";
import { useLinking } from "./use-linking.ts";

let world: World;
let linking: Linking;

useLinking((begun) => {
  ({ world, linking } = begun);
});

const of = (what: string) => `/integrations/${linking.installation}/${what}`;
const post = (what: string) => linking.acme.send("POST", of(`${what}/`));
const events = async () => {
  const { json } = await linking.acme.send("GET", "/audit-logs/?per_page=4");
  return (json["rows"] as { event: string }[]).map(({ event }) => event);
};

test("an integration tells who installed it", async () => {
  const { json } = await linking.acme.send("GET", of(""));
  expect(json).toMatchObject({
    installedBy: { name: "admin", email: "admin@localhost" },
    isPaused: false,
    status: "active",
  });
});

test("what a look found of both directions is kept for who comes later", async () => {
  await linking.link();
  expect((await linking.acme.send("GET", of("check/"))).json).toEqual({
    checkedAt: null,
    level: null,
    findings: [],
  });
  const { status, json } = await post("check");
  expect(status).toBe(200);
  expect(json).toMatchObject({ level: "ok", checkedAt: expect.any(String) });
  const messages = (json["findings"] as { message: string }[]).map(({ message }) => message);
  expect(messages).toEqual(
    expect.arrayContaining([
      expect.stringContaining("lets us in as admin"),
      expect.stringContaining("It reaches us at"),
    ]),
  );
  expect((await linking.acme.send("GET", of("check/"))).json).toEqual(json);
  await linking.fault({ kind: "status", status: 401 });
  expect((await post("check")).json).toMatchObject({ level: "error" });
  await linking.endFaults();
});

test("while a person has paused it jobs wait, and go on when somebody resumes", async () => {
  await linking.link();
  await jobsDone(world, linking.id);
  const paused = await post("pause");
  expect(paused.json).toMatchObject({
    isPaused: true,
    status: "disabled",
    statusReason: expect.stringContaining("admin@localhost paused it."),
  });
  await linking.acme.send("POST", `/repos/${linking.id}/reconcile/`);
  // That Bitbucket is well ends a pause that came by itself, and not this one.
  expect((await linking.acme.send("GET", of("repos/?search=web"))).status).toBe(200);
  expect((await linking.acme.send("GET", of(""))).json).toMatchObject({ isPaused: true });
  await eventually("a job that found the pause", async () => {
    const waiting = "select id from jobs where state = 'waiting' and last_error like ?";
    return (await queryDatabase(world, waiting, "%paused it%")).length === 1;
  });
  expect((await post("resume")).json).toMatchObject({ isPaused: false, statusReason: null });
  await jobsDone(world, linking.id);
  expect(await events()).toEqual(
    expect.arrayContaining(["integration.resume", "integration.pause"]),
  );
});

test("all webhooks are given other secrets, and what both sign is taken", async () => {
  await linking.link();
  await jobsDone(world, linking.id);
  const answer = await post("rotate-secrets");
  expect([answer.status, answer.json]).toEqual([202, { repositories: 1 }]);
  await jobsDone(world, linking.id);
  expect((await linking.checkHook()).json["hook"]).toMatchObject({ state: "alive" });
  const next = "select id from repositories where sealed_next_hook_secret is not null";
  expect(await queryDatabase(world, next)).toHaveLength(1);
  expect(await events()).toContain("integration.rotate-secrets");
});
