import { execFile } from "node:child_process";
import { cp, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { runProgram } from "./world/run-program.ts";
import { createProject } from "./world/report-crash.ts";
import { sentryCliPath } from "./world/sentry-cli-path.ts";
import { startTestWorld } from "./world/start-test-world.ts";
import type { World } from "./world/start-world.ts";

let world: World;
let dsn: string;
let project: string;
let projects = 0;

beforeAll(async () => {
  world = await startTestWorld();
});

afterAll(() => world.close());

beforeEach(async () => {
  project = `shop-${++projects}`;
  dsn = await createProject(world, project);
});

const programs = join(import.meta.dirname, "sdk-programs");

/** Runs an application to its end. @returns whether it ended well */
async function run(name: string, env: Record<string, string> = {}, folder = programs) {
  const options = {
    env: { PATH: process.env["PATH"] ?? "", SENTRY_DSN: dsn, RELEASE: "shop@1.0.0", ...env },
  };
  return promisify(execFile)(process.execPath, [join(folder, name)], options).then(
    () => true,
    () => false,
  );
}

interface Issue {
  id: string;
  title: string;
  culprit: string;
  level: string;
  count: string;
}

const listIssues = () =>
  world.service.call<Issue[]>("GET", `/projects/acme/${project}/issues/?query=`);

/** @throws Error that names the others */
async function getIssue(title: string): Promise<Issue> {
  const issues = await listIssues();
  const issue = issues.find((one) => one.title === title);
  if (!issue) throw new Error(`No ${title} in ${issues.map((one) => one.title).join(", ")}`);
  return issue;
}

/** The statuses of all envelopes that the project was sent, as the service logged them. */
function answersToEnvelopes(): number[] {
  const path = `/api${new URL(dsn).pathname}/envelope/`;
  return world
    .log()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { path?: string; status: number })
    .filter((line) => line.path === path)
    .map((line) => line.status);
}

interface Event {
  tags: { key: string; value: string }[];
  user: { id: string } | null;
  context: Record<string, unknown>;
  entries: { type: string; data: { values: { type: string }[] } }[];
}

const latestEvent = ({ id }: Issue) =>
  world.service.call<Event>("GET", `/organizations/acme/issues/${id}/events/latest/`);

describe.each(["10", "11"])("@sentry/node %s", (SDK_VERSION) => {
  test("what an application reports becomes the issues that a person expects", async () => {
    expect(await run("node-reports.cjs", { SDK_VERSION })).toBe(true);
    const told = (await listIssues()).map(({ title, level, count }) => [title, level, count]);
    expect(told.toSorted(([a = ""], [b = ""]) => (a < b ? -1 : 1))).toEqual([
      ["Error: much to say", "error", "1"],
      ["RangeError: payment 2", "fatal", "2"],
      ["TypeError: Cannot check out", "error", "2"],
      ["stock of item 22 is low", "info", "2"],
    ]);
  });

  test("an event tells its tags, its user, its cause and its release", async () => {
    await run("node-reports.cjs", { SDK_VERSION });
    const issue = await getIssue("TypeError: Cannot check out");
    expect(issue.culprit).toContain("checkout");
    const { tags, user, entries, context } = await latestEvent(issue);
    expect(tags).toContainEqual({ key: "region", value: "eu" });
    expect(tags).toContainEqual({ key: "release", value: "shop@1.0.0" });
    expect(user?.id).toBe("4711");
    expect(context["order"]).toBe(2);
    const { values = [] } = entries.find((entry) => entry.type === "exception")?.data ?? {};
    expect(values.map(({ type }) => type)).toEqual(["TypeError", "TypeError"]);
    expect(entries.map((entry) => entry.type)).toContain("breadcrumbs");
  });

  test("what nobody catches is reported before the application dies", async () => {
    expect(await run("node-dies.cjs", { SDK_VERSION })).toBe(false);
    expect(
      await getIssue("RangeError: toFixed() digits argument must be between 0 and 100"),
    ).toMatchObject({ count: "1" });
  });

  test("of a server with tracing the errors are kept, the rest is taken and dropped", async () => {
    expect(await run("node-serves.cjs", { SDK_VERSION })).toBe(true);
    expect((await listIssues()).map(({ title }) => title)).toEqual(["Error: inside a request"]);
    const answers = answersToEnvelopes();
    expect(answers.length).toBeGreaterThan(1);
    expect(new Set(answers)).toEqual(new Set([200]));
  });

  test("two deployments of the same code from other folders report the same issues", async () => {
    const before = join(world.folder, `deploy-a-${SDK_VERSION}`);
    const after = join(world.folder, `deploy-b-${SDK_VERSION}`, "current");
    for (const folder of [before, after]) {
      await mkdir(folder, { recursive: true });
      await cp(programs, folder, { recursive: true });
      await symlink(join(import.meta.dirname, "..", "node_modules"), join(folder, "node_modules"));
      await run("node-reports.cjs", { SDK_VERSION }, folder);
    }
    expect(await getIssue("TypeError: Cannot check out")).toMatchObject({ count: "4" });
    expect(await listIssues()).toHaveLength(4);
  });
});

test("@sentry/browser's errors become issues", async () => {
  expect(await run("browser.mjs")).toBe(true);
  expect(await getIssue("Error: the page broke")).toMatchObject({ count: "1", level: "error" });
});

test("sentry-cli send-event reports a message with its tags", async () => {
  const args = ["send-event", "--no-environ", "-m", "disk %s is full", "-a", "sda", "-t", "rack:7"];
  await runProgram(sentryCliPath(), args, { cwd: world.folder, env: { SENTRY_DSN: dsn } });
  const issue = await getIssue("disk sda is full");
  expect((await latestEvent(issue)).tags).toContainEqual({ key: "rack", value: "7" });
});

test("sentry-cli send-event groups a message by its text, not by its parameters", async () => {
  for (const disk of ["sda", "sdb"]) {
    const args = ["send-event", "--no-environ", "-m", "disk %s is full", "-a", disk];
    await runProgram(sentryCliPath(), args, { cwd: world.folder, env: { SENTRY_DSN: dsn } });
  }
  expect(await getIssue("disk sdb is full")).toMatchObject({ count: "2" });
});

test("sentry-cli send-envelope reports the envelope of a file", async () => {
  const file = join(world.folder, "event.envelope");
  const event = JSON.stringify({ message: "from a file", level: "warning" });
  const item = JSON.stringify({ type: "event", length: event.length });
  const header = JSON.stringify({ event_id: "9c6144d6-7c6e-407d-b3c0-6cd5f7eb25af", dsn });
  await writeFile(file, [header, item, event, ""].join("\n"));
  const args = ["send-envelope", file];
  await runProgram(sentryCliPath(), args, { cwd: world.folder, env: { SENTRY_DSN: dsn } });
  expect(await getIssue("from a file")).toMatchObject({ count: "1", level: "warning" });
});
