import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { wordJobKind } from "./word-job-kind.ts";

const server = join(import.meta.dirname, "../../../server/src");
/** Of the service as a whole: no organization sees it. */
const UNSEEN = ["clean-up"];

test("a job of a kind without words is told by its name", () => {
  expect(wordJobKind("count-sheep")).toBe("count-sheep");
});

test("each kind of job that the service has is told in words", () => {
  const texts = globSync("**/*.ts", { cwd: server }).map((path) =>
    readFileSync(join(server, path), "utf8"),
  );
  const names = texts.flatMap((text) => [...text.matchAll(/\bkind: ([A-Z][A-Z_]+),/g)]);
  const kinds = [...new Set(names.map(([, name]) => name))].flatMap((name) =>
    texts.flatMap((text) => new RegExp(`const ${name} = "([a-z-]+)"`).exec(text)?.[1] ?? []),
  );
  expect(kinds.length).toBeGreaterThan(10);
  const wordless = kinds.filter((kind) => !UNSEEN.includes(kind) && wordJobKind(kind) === kind);
  expect(wordless, "Give it words in word-job-kind.ts").toEqual([]);
});
