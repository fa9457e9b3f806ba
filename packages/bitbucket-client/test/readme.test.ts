import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { bitbucketErrorCodes } from "../src/index.ts";
import { startServer } from "./start-server.ts";

const packageFolder = fileURLToPath(new URL("..", import.meta.url));
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

function block(language: string): string {
  return new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "ms").exec(readme)?.[1] ?? "";
}

const commit = {
  id: "0a943a29376f2336b78312d99e65da17048951db",
  message: "Fixes SHOP-1",
  author: { name: "charlie" },
  authorTimestamp: 1449075830000,
};

test("the example does what it says", async () => {
  await using server = await startServer(({ path }) =>
    path.endsWith("/default-branch")
      ? { body: { id: "refs/heads/main", displayId: "main" } }
      : { body: { values: [commit], isLastPage: true } },
  );
  const example = block("ts")
    .replace("https://bitbucket.example.com", server.baseUrl)
    .replace("…", "a-token");
  const run = promisify(execFile);
  const options = ["--input-type=module-typescript", "--eval", example];
  const { stdout } = await run(process.execPath, options, { cwd: packageFolder });
  expect(stdout).toBe(block("text"));
  expect(server.requests.map(({ query }) => query.until)).toEqual([undefined, "refs/heads/main"]);
});

test("the table of errors holds every code, in order", () => {
  const listed = Array.from(readme.matchAll(/^\| `(bitbucket_\w+)`/gm), ([, code]) => code);
  expect(listed).toEqual(bitbucketErrorCodes);
});
