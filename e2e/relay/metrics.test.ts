import { afterEach, expect, test } from "vitest";
import { eventually } from "../world/eventually.ts";
import { JsonClient } from "../world/json-client.ts";
import { checkObserved } from "../world/observe-services.ts";
import { connect, startTwoSentrys, UPSTREAM_ORG } from "./two-sentrys.ts";

afterEach(() => checkObserved());

test("calls that go through to the upstream are counted by their status and time", async () => {
  const both = await startTwoSentrys();
  const token = await both.makeToken();
  await connect(both, token);
  const through = new JsonClient(`${both.relay.serviceUrl}/api/0`, `Bearer ${token}`);
  for (const below of ["", "releases/", "repos/", "releases/nothing/"]) {
    await through.send("GET", `/organizations/${UPSTREAM_ORG}/${below}`);
  }
  const metric = "sentry_bitbucket_relayed_call_seconds_count";
  const counted = await eventually("the end of all", async () => {
    const text = await (await fetch(`${both.relay.serviceUrl}/metrics`)).text();
    const lines = text.split("\n").filter((line) => line.startsWith(metric));
    return lines.length === 2 && lines;
  });
  expect(counted.toSorted()).toEqual([
    `${metric}{organization="1",status="2xx"} 3`,
    `${metric}{organization="1",status="4xx"} 1`,
  ]);
});
