import { expect, test } from "vitest";
import { Random } from "../chaos/story/random.ts";
import { startTestWorld } from "../world/start-test-world.ts";
import { makeCorpus } from "./corpus.ts";
import type { HostileRequest } from "./hostile-request.ts";
import { judge } from "./judge.ts";
import { mutate } from "./mutate.ts";
import { prepareTarget } from "./prepare-target.ts";
import { runFuzz } from "./run-fuzz.ts";

test("hostile requests neither break nor slow the service, and none is taken unsigned", async () => {
  const world = await startTestWorld();
  try {
    const target = await prepareTarget(world);
    const corpus = await makeCorpus(target);
    // Few at once: other tests want the machine, too, and how long an answer takes is looked at.
    const report = await runFuzz(
      target.url,
      { ...target, corpus },
      { seconds: 3, seed: 1, atOnce: 2 },
    );
    expect(
      report.findings.map(({ wrong, request }) => `${wrong}: ${request.method} ${request.path}`),
    ).toEqual([]);
    expect(report.requests).toBeGreaterThan(50);
    expect(report.statuses.get(400), "some came as far as to be read").toBeGreaterThan(0);
    for (const [where, count] of Object.entries(report.taken)) {
      expect([where, count > 0], "some were taken").toEqual([where, true]);
    }
    expect((await fetch(`${target.url}/healthz`)).status).toBe(200);
  } finally {
    await world.close();
  }
});

const request: HostileRequest = {
  target: "webhook",
  method: "POST",
  path: "/api/0/",
  headers: [["X-Event-Key", "repo:refs_changed"]],
  body: Buffer.from('{"a":1}'),
};
const ping: HostileRequest = { ...request, headers: [["X-Event-Key", "diagnostics:ping"]] };

test.each<[string, HostileRequest, number | undefined, number, string | undefined]>([
  ["a refusal", request, 401, 5, undefined],
  ["a closed connection", request, undefined, 5, undefined],
  ["an internal error", request, 500, 5, "answered 500"],
  ["what is refused for good", { ...request, target: "api" }, 501, 5, undefined],
  ["a late answer", request, 401, 1_001, "answered after 1001 ms"],
  ["an unsigned webhook that is taken", request, 202, 5, "took a webhook that nobody signed: 202"],
  ["a signed webhook that is taken", { ...request, isSigned: true }, 202, 5, undefined],
  ["a ping without a signature", ping, 204, 5, undefined],
])("%s is judged", (_what, asked, status, durationMs, wrong) => {
  expect(judge(asked, { status, durationMs })).toBe(wrong);
});

test("the same seed spoils requests in the same way", () => {
  const spoil = () => {
    const random = new Random(7);
    return Array.from({ length: 50 }, () => mutate(request, random));
  };
  expect(spoil()).toEqual(spoil());
});
