import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { startTestService } from "../world/start-test-world.ts";

const page = readFileSync(
  fileURLToPath(new URL("../../docs/operating.md", import.meta.url)),
  "utf8",
);

/** What a histogram adds to its name. */
const PART = /_(bucket|count|sum)$/;

test("docs/operating.md names every metric, and alerts on no other", async () => {
  const { serviceUrl } = await startTestService({});
  const text = await (await fetch(`${serviceUrl}/metrics`)).text();
  const told = [...text.matchAll(/^# TYPE (sentry_bitbucket_\w+) (\w+)$/gm)];
  const metrics = told.map(([, name = ""]) => name);
  const named = page.match(/\bsentry_bitbucket_\w+/g) ?? [];
  const known = named.map((name) => (metrics.includes(name) ? name : name.replace(PART, "")));
  expect([...new Set(known)].toSorted()).toEqual(metrics.toSorted());
});
