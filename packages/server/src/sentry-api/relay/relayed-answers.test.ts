import { afterEach, beforeEach, expect, test } from "vitest";
import { type Relaying, startRelaying } from "../../../test/relaying.ts";
import { RELEASES, releasesOf } from "../../../test/releases-of.ts";
import { sentCommits } from "../../../test/sent-commits.ts";
import { standBefore } from "../../../test/stand-before.ts";
import { addRepository } from "../../../test/start-api.ts";

/** What a caller with a token of the upstream is answered. */
let relaying: Relaying;

beforeEach(async () => {
  relaying = await startRelaying();
});
afterEach(() => relaying.close());

const theirs = releasesOf(() => relaying.theirs);
const REPOSITORIES = "/api/0/organizations/acme/repos/";
const AUTHORIZATION = { authorization: `Bearer sntryu_${"b".repeat(64)}` };

test.each([
  [302, "location", "https://us.sentry.io/elsewhere/"],
  [401, "www-authenticate", 'Bearer realm="api"'],
  [429, "x-sentry-rate-limit-limit", "40"],
])(
  "a call that changes a release and is answered with %i is told its %s",
  async (status, name, value) => {
    await standBefore(relaying, ({ method }, response) => {
      if (method !== "PUT") return false;
      const headers = { "content-type": "application/json", "set-cookie": "a=b", [name]: value };
      response.writeHead(status, headers).end("{}");
      return true;
    });
    const answer = await fetch(`${relaying.ours.url}${RELEASES}1.0.0/`, {
      method: "PUT",
      headers: { ...AUTHORIZATION, "content-type": "application/json" },
      body: JSON.stringify({ commits: [{ id: "1" }] }),
      redirect: "manual",
    });
    expect([answer.status, answer.headers.get(name)]).toEqual([status, value]);
    expect(answer.headers.get("set-cookie")).toBeNull();
  },
);

test.each([
  ["", ["SHOP/web", "github/app"]],
  ["?cursor=0:0:0", ["SHOP/web", "github/app"]],
  ["?cursor=0:100:0", ["github/app"]],
  ["?query=shop%2FW", ["SHOP/web", "github/app"]],
  ["?query=app", ["github/app"]],
  ["?status=active", ["SHOP/web", "github/app"]],
  ["?status=disabled", ["github/app"]],
  ["?integration_id=7", ["github/app"]],
])(
  "the list of repositories has those of ours that are asked for by '%s'",
  async (query, names) => {
    await addRepository(relaying.ours, "SHOP/web");
    await theirs.create("1.0.0", { commits: sentCommits("github/app") });
    const { body: theirRows } = await relaying.theirs.call("GET", REPOSITORIES);
    // It has the filters and pages that are asked for.
    await standBefore(relaying, ({ url = "" }, response) => {
      if (!url.includes("/repos/")) return false;
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(theirRows));
      return true;
    });
    const at = relaying.ours.url + REPOSITORIES + query;
    const answer = await fetch(at, { headers: AUTHORIZATION });
    const told = (await answer.json()) as { name: string }[];
    expect(told.map(({ name }) => name)).toEqual(names);
  },
);
