import { expect, test } from "vitest";
import { at, column } from "./json.ts";
import { cart, startWorld } from "./sandbox-world.ts";

async function startWithFiles() {
  const world = await startWorld();
  const clone = await world.makeCart();
  const head = await clone.commit("First", {
    ".bitbucket/CODEOWNERS": "* @jane\n",
    "src/a b/main.ts": "one\ntwo\n",
    "image.bin": "\0\x01",
    "README.md": "Hi",
  });
  await clone.push("HEAD:main");
  return { world, clone, head };
}

test("a directory is a page of its children", async () => {
  const { world } = await startWithFiles();
  const { json } = await world.get(`${cart}/browse?at=main`);
  expect(json).toMatchObject({ path: { toString: "" }, revision: "main" });
  expect(column(json, "children.values", "type")).toEqual([
    "DIRECTORY",
    "FILE",
    "FILE",
    "DIRECTORY",
  ]);
  const inside = await world.get(`${cart}/browse/src/a%20b`);
  expect(at(inside.json, "children.values")).toMatchObject([
    { path: { toString: "main.ts" }, type: "FILE", size: 8 },
  ]);
});

test("a file is a page of lines, its type or its size, or one word for binary", async () => {
  const { world } = await startWithFiles();
  const file = `${cart}/browse/src/a%20b/main.ts`;
  expect((await world.get(file)).json).toMatchObject({
    lines: [{ text: "one" }, { text: "two" }],
    size: 2,
    isLastPage: true,
  });
  expect((await world.get(`${file}?start=1&limit=1`)).json).toMatchObject({
    lines: [{ text: "two" }],
  });
  expect((await world.get(`${file}?type=true&blame=false`)).json).toEqual({ type: "FILE" });
  expect((await world.get(`${file}?size=true`)).json).toEqual({ size: 8 });
  expect((await world.get(`${cart}/browse/image.bin`)).json).toMatchObject({ binary: true });
});

test("blame without content is a bare array of spans", async () => {
  const { world, clone, head } = await startWithFiles();
  const second = await clone.commit("Second", { "src/a b/main.ts": "one\n2\n3\n" });
  await clone.push("HEAD:main");
  const { json } = await world.get(`${cart}/browse/src/a%20b/main.ts?blame&noContent`);
  expect(json).toMatchObject([
    { commitId: head, lineNumber: 1, spannedLines: 1, author: { name: "Jane Citizen" } },
    { commitId: second, lineNumber: 2, spannedLines: 2, fileName: "src/a b/main.ts" },
  ]);
});

test("HEAD of a file tells whether it is there", async () => {
  const { world } = await startWithFiles();
  expect((await world.rest("HEAD", `${cart}/browse/README.md?at=main`)).status).toBe(200);
  expect((await world.rest("HEAD", `${cart}/browse/nothing?at=main`)).status).toBe(404);
});

test("a missing path names the revision it is missing at", async () => {
  const { world } = await startWithFiles();
  const { status, json } = await world.get(`${cart}/browse/nothing?at=main`);
  expect(status).toBe(404);
  expect(json).toMatchObject({
    errors: [
      {
        exceptionName: "com.atlassian.bitbucket.content.NoSuchPathException",
        message: 'The path "nothing" does not exist at revision "main"',
      },
    ],
  });
});

test("raw bytes are there under REST and beside the web pages", async () => {
  const { world, head } = await startWithFiles();
  for (const prefix of ["/rest/api/latest", ""]) {
    const path = `${prefix}${cart}/raw/.bitbucket/CODEOWNERS?at=${head}`;
    const { text, headers } = await world.call("GET", path, { headers: { accept: "text/plain" } });
    expect(text).toBe("* @jane\n");
    expect(headers.get("content-type")).toBe("text/plain;charset=UTF-8");
  }
  const binary = await world.get(`${cart}/raw/image.bin`);
  expect(binary.headers.get("content-type")).toBe("application/octet-stream");
  expect(binary.text).toBe("\0\x01");
});

test("all files below a directory are listed from there", async () => {
  const { world } = await startWithFiles();
  const { json } = await world.get(`${cart}/files?limit=100000`);
  expect(json).toMatchObject({
    values: [".bitbucket/CODEOWNERS", "README.md", "image.bin", "src/a b/main.ts"],
    limit: 100_000,
  });
  expect((await world.get(`${cart}/files/src`)).json).toMatchObject({ values: ["a b/main.ts"] });
});
