import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectWithAccessToken, linkRepository } from "./world/connect.ts";
import { createRepository } from "./world/create-repository.ts";
import { eventually } from "./world/eventually.ts";
import { runProgram } from "./world/run-program.ts";
import { createProject } from "./world/report-crash.ts";
import { startTestWorld } from "./world/start-test-world.ts";
import type { World } from "./world/start-world.ts";

let world: World;
let clone: string;
let dsn: URL;
const commits: Record<string, string> = {};

beforeAll(async () => {
  world = await startTestWorld();
  ({ clone } = await createRepository(world, "SHOP", "storefront"));
  await linkRepository(world, await connectWithAccessToken(world), "SHOP/storefront");
  dsn = new URL(await createProject(world, "shop"));
  commits["cart"] = await commit("ann", "web/src/cart.js");
  await release("1.0");
  commits["till"] = await commit("bob", "web/src/till.js");
  commits["other cart"] = await commit("cid", "api/cart.js");
  commits["cart again"] = await commit("dan", "web/src/cart.js");
  await release("2.0");
});

afterAll(() => world.close());

let seconds = 0;

/** A second after the one before. @returns the sha */
async function commit(who: string, path: string): Promise<string> {
  const file = join(clone, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `changed by ${who}`);
  const date = `2026-01-01T00:00:${String(++seconds).padStart(2, "0")}Z`;
  const env = {
    GIT_AUTHOR_NAME: who,
    GIT_AUTHOR_EMAIL: `${who}@example.com`,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: who,
    GIT_COMMITTER_EMAIL: `${who}@example.com`,
    GIT_COMMITTER_DATE: date,
  };
  await runProgram("git", ["add", "--all"], { cwd: clone });
  await runProgram("git", ["commit", "--quiet", "-m", `Change ${path}`], { cwd: clone, env });
  return runProgram("git", ["rev-parse", "HEAD"], { cwd: clone });
}

/** Pushes what is there and makes it a release. */
async function release(version: string): Promise<void> {
  await runProgram("git", ["push", "--quiet", "origin", "main"], { cwd: clone });
  const refs = [{ repository: "SHOP/storefront", commit: "HEAD" }];
  const body = { version, projects: ["shop"], refs };
  await world.service.call("POST", "/organizations/acme/releases/", body);
  await eventually(`the commits of ${version}`, async () => {
    const path = `/organizations/acme/releases/${version}/`;
    return (await world.service.call<{ commitCount: number }>("GET", path)).commitCount > 0;
  });
}

let events = 0;

/** Reports a crash, the frames as they were called. @returns the event's id */
async function crash(version: string, ...frames: object[]): Promise<string> {
  const eventId = String(++events).padStart(32, "0");
  const event = {
    event_id: eventId,
    platform: "node",
    release: version,
    exception: { values: [{ type: "Error", value: "boom", stacktrace: { frames } }] },
  };
  const body = ["{}", '{"type":"event"}', JSON.stringify(event)].join("\n");
  const url = `${dsn.origin}/api${dsn.pathname}/envelope/?sentry_key=${dsn.username}`;
  expect((await fetch(url, { method: "POST", body })).status).toBe(200);
  return eventId;
}

const frame = (filename: string, more: object = {}) => ({
  filename,
  function: "run",
  lineno: 7,
  in_app: true,
  ...more,
});

interface Committers {
  committers: { author: { name: string }; commits: { id: string; suspectCommitType: string }[] }[];
}

const committersOf = (event: string) =>
  world.service.call<Committers>("GET", `/projects/acme/shop/events/${event}/committers/`);

const names = ({ committers }: Committers) => committers.map(({ author }) => author.name);

test("who touched the file of the crash in the release is suspected before who touched its caller's", async () => {
  const event = await crash("2.0", frame("/app/web/src/till.js"), frame("/app/web/src/cart.js"));
  const found = await committersOf(event);
  expect(names(found)).toEqual(["dan", "bob"]);
  expect(found.committers[0]?.commits).toMatchObject([
    { id: commits["cart again"], suspectCommitType: "via commit in release" },
  ]);
});

test("commits of releases since the issue was first seen count too", async () => {
  const fault = () => frame("/app/web/src/cart.js", { function: "since" });
  await crash("1.0", fault());
  const event = await crash("2.0", fault());
  expect(names(await committersOf(event))).toEqual(["dan", "ann"]);
});

test("a release before the suspect's commit does not accuse it", async () => {
  const event = await crash("1.0", frame("/app/web/src/cart.js", { function: "before" }));
  expect(names(await committersOf(event))).toEqual(["ann"]);
});

test("nobody is suspected for libraries, or for files that nobody touched", async () => {
  const library = frame("/app/node_modules/web/src/cart.js", { in_app: false });
  const event = await crash("2.0", library, frame("/app/web/src/untouched.js"));
  await expect(committersOf(event)).rejects.toThrow(/404: {"detail":"No committers found"}/);
});

test("the issue tells the same of its newest event, and an empty list when that is nobody", async () => {
  await crash("2.0", frame("/app/web/src/till.js", { function: "newest" }));
  const [issue] = await world.service.call<{ shortId: string }[]>(
    "GET",
    "/projects/acme/shop/issues/",
  );
  const path = `/organizations/acme/issues/${issue?.shortId}/committers/`;
  expect(names(await world.service.call<Committers>("GET", path))).toEqual(["bob"]);
  await crash("2.0", frame("/app/web/src/untouched.js", { function: "newest" }));
  const [other] = await world.service.call<{ shortId: string }[]>(
    "GET",
    "/projects/acme/shop/issues/",
  );
  const none = `/organizations/acme/issues/${other?.shortId}/committers/`;
  expect(await world.service.call("GET", none)).toEqual({ committers: [] });
});

interface Link {
  sourceUrl: string | null;
  attemptedUrl: string | null;
  error: string | null;
  sourcePath: string | null;
  config: { repoName: string } | null;
}

const linkTo = (query: Record<string, string>) =>
  world.service.call<Link>(
    "GET",
    `/projects/acme/shop/stacktrace-link/?${new URLSearchParams(query).toString()}`,
  );

const page = () => `${world.bitbucket.url}/projects/SHOP/repos/storefront/browse`;

test("without a code mapping there is no link to the source", async () => {
  expect(await linkTo({ file: "/srv/src/cart.js" })).toMatchObject({
    error: "no_code_mappings_for_project",
    config: null,
    sourceUrl: null,
  });
});

test("with one, a frame leads to its line in Bitbucket, at the commit that runs", async () => {
  await world.service.call("POST", "/organizations/acme/code-mappings/bulk/", {
    project: "shop",
    repository: "SHOP/storefront",
    defaultBranch: "main",
    mappings: [{ stackRoot: "/srv/", sourceRoot: "web/" }],
  });
  const file = "/srv/src/cart.js";
  const at = commits["cart"] ?? "";
  expect(await linkTo({ file, lineNo: "12", commitId: at })).toMatchObject({
    sourceUrl: `${page()}/web/src/cart.js?at=${at}#12`,
    sourcePath: "web/src/cart.js",
    error: null,
    config: { repoName: "SHOP/storefront" },
  });
  // A commit that has no such file, or is none: the branch has it.
  for (const commitId of ["d".repeat(40), "../.."]) {
    expect((await linkTo({ file, commitId })).sourceUrl).toBe(`${page()}/web/src/cart.js?at=main`);
  }
});

test("an issue's release says which commit runs", async () => {
  const event = await crash("1.0", frame("/srv/src/cart.js", { function: "mapped" }));
  expect(names(await committersOf(event))).toEqual(["ann"]);
  const [newest] = await world.service.call<{ id: string }[]>("GET", "/projects/acme/shop/issues/");
  const groupId = newest?.id ?? "";
  expect((await linkTo({ file: "/srv/src/cart.js", groupId })).sourceUrl).toBe(
    `${page()}/web/src/cart.js?at=${commits["cart"]}`,
  );
});

test("what cannot be found is told in Sentry's words", async () => {
  expect((await linkTo({ file: "/opt/cart.js" })).error).toBe("stack_root_mismatch");
  expect(await linkTo({ file: "/srv/src/gone.js", lineNo: "3" })).toMatchObject({
    error: "file_not_found",
    sourceUrl: null,
    attemptedUrl: `${page()}/web/src/gone.js?at=main#3`,
  });
  expect((await linkTo({ file: "/srv/../../etc/passwd" })).error).toBe("file_not_found");
  await expect(linkTo({})).rejects.toThrow(/400: {"detail":"Filepath is required"}/);
});

test("a link is not told while Bitbucket does not answer, and may be asked for again", async () => {
  const fault = { kind: "status", status: 500, pathPattern: "/rest/api/" };
  await world.bitbucket.call("POST", "/sandbox/faults", fault);
  await expect(linkTo({ file: "/srv/src/cart.js" })).rejects.toThrow("503");
  await world.bitbucket.call("DELETE", "/sandbox/faults");
  expect((await linkTo({ file: "/srv/src/cart.js" })).error).toBeNull();
});
