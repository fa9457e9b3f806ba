import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { BitbucketServerClient } from "../src/client.ts";
import { collect } from "./collect.ts";
import { oraclesPresent, readOracle } from "./read-oracle.ts";
import { startClient } from "./start-client.ts";
import { startServer, type SeenRequest } from "./start-server.ts";

const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        parameters: z.array(z.object({ name: z.string(), in: z.string() })).optional(),
      }),
    ),
  ),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

const noDocument = { paths: {}, components: { schemas: {} } };

/** What the published document does not declare and real instances take, with the reason. */
const undeclared = [
  // A recorded call of the list is named `…-webhooks_start_0_limit_200`, and its answer is a page.
  { path: "/webhooks", parameters: ["start", "limit"] },
];

const hook = { name: "n", url: "https://us/", events: ["repo:refs_changed"], secret: "s" };

const calls: [string, (client: BitbucketServerClient) => Promise<unknown>][] = [
  ["getApplicationProperties", (client) => client.getApplicationProperties()],
  ["whoAmI", (client) => client.whoAmI()],
  ["getRepos", (client) => collect(client.getRepos({ permission: "REPO_ADMIN" }))],
  ["searchRepositories", (client) => client.searchRepositories("web")],
  ["searchRepositories by KEY/slug", (client) => client.searchRepositories("SHOP/web")],
  ["getRepo", (client) => client.getRepo("SHOP", "web")],
  ["createHook", (client) => client.createHook("SHOP", "web", hook)],
  ["updateHook", (client) => client.updateHook("SHOP", "web", 1, hook)],
  ["getHooks", (client) => collect(client.getHooks("SHOP", "web"))],
  ["testHook", (client) => client.testHook("SHOP", "web", { url: "https://us/", webhookId: 1 })],
  ["deleteHook", (client) => client.deleteHook("SHOP", "web", 1)],
  [
    "getCommits",
    (client) =>
      collect(client.getCommits("SHOP", "web", { since: "a", until: "b", merges: "only" })),
  ],
  ["getLastCommits", (client) => client.getLastCommits("SHOP", "web", { until: "b", limit: 10 })],
  ["getCommit", (client) => client.getCommit("SHOP", "web", "abc")],
  ["getCommitFilechanges", (client) => client.getCommitFilechanges("SHOP", "web", "abc")],
  ["getBranches", (client) => collect(client.getBranches("SHOP", "web", { filterText: "x" }))],
  ["getDefaultBranch", (client) => client.getDefaultBranch("SHOP", "web")],
  ["getTags", (client) => collect(client.getTags("SHOP", "web", { filterText: "x" }))],
  [
    "getRefChangeActivities",
    (client) => collect(client.getRefChangeActivities("SHOP", "web", { ref: "refs/heads/x" })),
  ],
];

/** Answers everything with something that every reader of this client accepts. */
const anything = {
  values: [],
  isLastPage: true,
  limit: 1000,
  id: 1,
  slug: "web",
  name: "n",
  url: "u",
  events: [],
  active: true,
  version: "9.4.0",
  displayId: "x",
  message: "m",
  author: { name: "a" },
  authorTimestamp: 1,
  project: { key: "SHOP", name: "Shop" },
};

/** A commit and a branch have a text as id. */
const withTextId = new Set(["getCommit", "getDefaultBranch"]);

describe.skipIf(!oraclesPresent)("against Atlassian's document of 9.4", () => {
  const document = documentSchema.parse(readOracle("bitbucket-dc-9.4.openapi.v3.json", noDocument));
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addSchema({ $id: "bitbucket", components: document.components });

  function declarationOf({ method, path }: SeenRequest) {
    const latest = path.replace("/rest/api/1.0", "/api/latest");
    const matching = Object.keys(document.paths).filter((template) =>
      new RegExp(`^${template.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(latest),
    );
    // A literal segment beats a parameter: `webhooks/test` is not a webhook's id.
    const template =
      matching.toSorted((a, b) => a.split("{").length - b.split("{").length)[0] ?? "";
    return document.paths[template]?.[method.toLowerCase()];
  }

  test.each(calls)("%s asks only what is declared", async (name, call) => {
    const body = withTextId.has(name) ? { ...anything, id: "x" } : anything;
    await using server = await startServer(() => ({ body }));
    await using started = startClient(server.baseUrl);
    await call(started.client);
    expect(server.requests).not.toEqual([]);
    for (const request of server.requests) {
      const declaration = declarationOf(request);
      expect({ request, declaration }).toMatchObject({ declaration: expect.anything() });
      const parameters = (declaration?.parameters ?? []).filter((one) => one.in === "query");
      const allowed = undeclared.filter(({ path }) => request.path.endsWith(path));
      const names = [
        ...parameters.map((parameter) => parameter.name),
        ...allowed.flatMap((one) => one.parameters),
      ];
      expect(names).toEqual(expect.arrayContaining(Object.keys(request.query)));
    }
  });

  test.each(calls.filter(([name]) => /^(create|update)Hook$/.test(name)))(
    "%s sends a body of the declared schema",
    async (_, call) => {
      await using server = await startServer(() => ({ body: anything }));
      await using started = startClient(server.baseUrl);
      await call(started.client);
      const body: unknown = JSON.parse(server.requests[0]?.body ?? "");
      const validate = ajv.compile({ $ref: "bitbucket#/components/schemas/RestWebhook" });
      expect({ valid: validate(body), errors: validate.errors }).toEqual({
        valid: true,
        errors: null,
      });
      const declared = z
        .object({ properties: z.record(z.string(), z.unknown()) })
        .parse(document.components.schemas.RestWebhook);
      expect(Object.keys(declared.properties)).toEqual(
        expect.arrayContaining(Object.keys(z.record(z.string(), z.unknown()).parse(body))),
      );
    },
  );
});
