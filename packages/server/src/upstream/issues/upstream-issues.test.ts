import { expect, test } from "vitest";
import { serveUpstream } from "../../../test/serve-upstream.ts";
import { SentryClient } from "../client/sentry-client.ts";
import { UpstreamIssues } from "./upstream-issues.ts";

const HOUR = 3_600_000;

test("what happened to an issue is dated by our clock, whatever the upstream's", async () => {
  const ahead = (time: number) => new Date(time + HOUR);
  const openedAt = Date.now();
  const baseUrl = await serveUpstream((_request, response) => {
    const activity = [{ type: "set_unresolved", dateCreated: ahead(openedAt).toISOString() }];
    response.setHeader("date", ahead(Date.now()).toUTCString());
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ id: "1", status: "unresolved", activity }));
  });
  const client = new SentryClient({ baseUrl, slug: "acme", verifySsl: true }, "t", {
    outbound: {},
  });
  const issue = await new UpstreamIssues().find(client, { connectionId: "1" }, "1");
  await client.close();
  const dated = Date.parse(issue?.activity[0]?.dateCreated ?? "");
  expect(Math.abs(dated - openedAt)).toBeLessThan(2_000);
});
