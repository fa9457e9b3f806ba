import { expect, test } from "vitest";
import { at, column } from "./json.ts";
import { cart, startWorld } from "./sandbox-world.ts";

const text = "one\ntwo\nthree\nfour\nfive\n";

test("each kind of change is told with its type, paths and flags", async () => {
  const world = await startWorld();
  const clone = await world.makeCart();
  await clone.commit("Base", {
    "gone.txt": "gone",
    "old name.txt": text,
    "copied.txt": `${text}six\n`,
    "run.sh": "#!/bin/sh\n",
    "grüße/ä.txt": "1",
  });
  await clone.git("mv", "old name.txt", "new.txt");
  await clone.git("rm", "-q", "gone.txt");
  await clone.write("copy.txt", `${text}six\n`);
  await clone.write("run.sh", "#!/bin/sh\n", 0o755);
  const commit = await clone.commit("All kinds", {
    "added.tar.gz": "new",
    "copied.txt": `${text}six\nseven\n`,
    "grüße/ä.txt": "2",
  });
  await clone.push("HEAD:main");
  const { json } = await world.get(`${cart}/commits/${commit}/changes?limit=100`);
  expect(json).toMatchObject({ fromHash: null, toHash: commit, isLastPage: true });
  const rows = ["type", "path.toString", "srcPath.toString", "percentUnchanged", "executable"].map(
    (field) => column(json, "values", field),
  );
  const changes = rows[0]?.map((_, n) => rows.map((row) => row[n]).join(" | "));
  expect(changes).toEqual([
    "ADD | added.tar.gz | undefined | -1 | false",
    "MODIFY | copied.txt | undefined | -1 | false",
    "COPY | copy.txt | copied.txt | 100 | false",
    "DELETE | gone.txt | undefined | -1 | undefined",
    "MODIFY | grüße/ä.txt | undefined | -1 | false",
    "MOVE | new.txt | old name.txt | 100 | false",
    "MODIFY | run.sh | undefined | -1 | true",
  ]);
  expect(at(json, "values.4.path")).toEqual({
    components: ["grüße", "ä.txt"],
    parent: "grüße",
    name: "ä.txt",
    extension: "txt",
    toString: "grüße/ä.txt",
  });
});

test("a merge is compared with its first parent, a root commit with nothing", async () => {
  const world = await startWorld();
  const clone = await world.makeCart();
  const root = await clone.commit("Base", { "a.txt": "1", "dir/b.txt": "1" });
  await clone.git("checkout", "-q", "-b", "side");
  const side = await clone.commit("Side", { "side.txt": "1" });
  await clone.git("checkout", "-q", "-");
  await clone.commit("Main", { "main.txt": "1" });
  await clone.git("merge", "-q", "--no-ff", "-m", "Merge", side);
  const merge = await clone.git("rev-parse", "HEAD");
  await clone.push("HEAD:main");
  const paths = async (path: string) =>
    column((await world.get(cart + path)).json, "values", "path.toString");
  expect(await paths(`/commits/${merge}/changes`)).toEqual(["side.txt"]);
  expect(await paths(`/commits/${root}/changes`)).toEqual(["a.txt", "dir/b.txt"]);
  expect(await paths(`/commits/${merge}/changes?since=${root}`)).toEqual(["main.txt", "side.txt"]);
  expect(await paths(`/changes?until=main&since=${side}`)).toEqual(["main.txt"]);
});

test("more than 1000 changes are cut off for good and nothing says so", async () => {
  const world = await startWorld();
  const clone = await world.makeCart();
  const files = Array.from({ length: 1100 }, (_, n) => [`f/${String(n).padStart(4, "0")}`, "1"]);
  const commit = await clone.commit("Many", Object.fromEntries(files));
  await clone.push("HEAD:main");
  const path = `${cart}/commits/${commit}/changes`;
  const { json } = await world.get(`${path}?limit=5000`);
  expect(json).toMatchObject({ size: 1000, limit: 1000, isLastPage: true });
  const { json: beyond } = await world.get(`${path}?start=1500`);
  expect(beyond).toMatchObject({ size: 0, isLastPage: true });
});

test("changes without until are refused with the parameter's name", async () => {
  const world = await startWorld();
  await world.makeCart();
  const { status, json } = await world.get(`${cart}/changes`);
  expect(status).toBe(400);
  expect(json).toMatchObject({ errors: [{ context: "until" }] });
});

test("a comparison shows what from has and to has not, since they parted", async () => {
  const world = await startWorld();
  const clone = await world.makeCart();
  await clone.commit("Base", { "a.txt": "1" });
  await clone.git("branch", "side");
  await clone.commit("Main", { "main.txt": "1" });
  await clone.git("checkout", "-q", "side");
  const side = await clone.commit("Side", { "side.txt": "1" });
  await clone.push("main", "side");
  const commits = await world.get(`${cart}/compare/commits?from=side&to=main`);
  expect(column(commits.json, "values", "id")).toEqual([side]);
  const changes = await world.get(`${cart}/compare/changes?from=side`);
  expect(column(changes.json, "values", "path.toString")).toEqual(["side.txt"]);
});

test("a patch is one commit, a range, or everything before", async () => {
  const world = await startWorld();
  const clone = await world.makeCart();
  const first = await clone.commit("First", { "a.txt": "1" });
  await clone.commit("Second", { "a.txt": "2" });
  const third = await clone.commit("Third", { "b.txt": "1" });
  await clone.push("HEAD:main");
  const subjects = async (query: string) => {
    const { text } = await world.get(`${cart}/patch?${query}`, {
      headers: { accept: "text/plain" },
    });
    return [...text.matchAll(/^Subject: .*\] (.*)$/gm)].map(([, subject]) => subject);
  };
  expect(await subjects(`until=${third}`)).toEqual(["Third"]);
  expect(await subjects(`until=${third}&since=${first}`)).toEqual(["Second", "Third"]);
  expect(await subjects("until=main&allAncestors=true")).toEqual(["First", "Second", "Third"]);
  expect((await world.get(`${cart}/patch`)).status).toBe(400);
  expect((await world.get(`${cart}/patch?until=none`)).status).toBe(404);
});
