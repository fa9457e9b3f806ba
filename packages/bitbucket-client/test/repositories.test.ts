import { describe, expect, test } from "vitest";
import { collect } from "./collect.ts";
import { startClient } from "./start-client.ts";
import { startServer, type SeenRequest } from "./start-server.ts";

function repository(id: number, key: string, slug: string, name = slug, projectName = key) {
  const project = { key, id, name: projectName, type: key.startsWith("~") ? "PERSONAL" : "NORMAL" };
  return { id, slug, name, project, state: "AVAILABLE", public: false };
}

const repositories = [
  repository(1, "SHOP", "web", "Web Shop", "The Shop"),
  repository(2, "SHOP", "payment-api", "Payments"),
  repository(3, "OPS", "terraform", "Infrastructure", "Operations"),
  repository(4, "~JANE", "dotfiles", "dotfiles", "Jane Citizen"),
  repository(5, "OPS", "shop-tools", "Tools", "Operations"),
];

type Filter = (request: SeenRequest, all: typeof repositories) => typeof repositories;

/** As 8.0 and later: filters by the beginning of a word, which is the least that is documented. */
const filtering: Filter = ({ query }, all) =>
  all.filter(
    ({ name, project }) =>
      startsWith(name, query.name) &&
      startsWith(project.name, query.projectname) &&
      startsWith(project.key, query.projectkey),
  );

const startsWith = (text: string, prefix = "") =>
  text.toLowerCase().startsWith(prefix.toLowerCase());

/** A Bitbucket whose pages hold two rows, with a gap between them. */
function startBitbucket(filter: Filter = filtering) {
  return startServer((request) => {
    const single = /\/projects\/([^/]+)\/repos\/([^/]+)$/.exec(request.path);
    if (single !== null) {
      const [, key, slug] = single;
      const found = repositories.find((one) => one.project.key === key && one.slug === slug);
      return found === undefined ? { status: 404, body: { errors: [] } } : { body: found };
    }
    const found = filter(request, repositories);
    const row = Number(request.query.start) / 10;
    const isLastPage = row + 2 >= found.length;
    const next = isLastPage ? {} : { nextPageStart: (row + 2) * 10 };
    return { body: { values: found.slice(row, row + 2), isLastPage, ...next } };
  });
}

test("a repository has its project and its clone links by name; ssh may be missing", async () => {
  const wire = {
    ...repository(4, "~JANE", "dotfiles"),
    archived: true,
    links: { clone: [{ href: "https://host/scm/~jane/dotfiles.git", name: "http" }], self: [] },
  };
  await using server = await startServer(() => ({ body: wire }));
  await using started = startClient(server.baseUrl);
  expect(await started.client.getRepo("~JANE", "dotfiles")).toEqual({
    id: 4,
    slug: "dotfiles",
    name: "dotfiles",
    project: { key: "~JANE", name: "~JANE", personal: true },
    archived: true,
    cloneLinks: { http: "https://host/scm/~jane/dotfiles.git" },
  });
});

test("all repositories come, over all pages, filtered by permission", async () => {
  await using server = await startBitbucket();
  await using started = startClient(server.baseUrl);
  const found = await collect(started.client.getRepos({ permission: "REPO_ADMIN" }));
  expect(found.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
  expect(server.requests.map(({ query }) => query.start)).toEqual(["0", "20", "40"]);
  expect(server.requests.every(({ query }) => query.permission === "REPO_ADMIN")).toBe(true);
});

describe("a search", () => {
  const queries: [string, string, number[]][] = [
    ["the name", "web shop", [1]],
    ["a part of the name, in any case", "FRASTRUC", [3]],
    ["the slug", "payment-api", [2]],
    ["a part of the slug", "ment-a", [2]],
    ["the project key", "ops", [3, 5]],
    ["the project name", "jane citizen", [4]],
    ["a part of several", "shop", [1, 2, 5]],
    ["KEY/slug", "SHOP/web", [1]],
    ["key/slug in another case", "shop/WEB", [1]],
    ["a part of KEY/slug", "op/pay", [2]],
    ["a personal project", "~jane/dot", [4]],
    ["a key with its slash", "OPS/", [3, 5]],
    ["a slug with its slash", "/terra", [3]],
    ["nothing", "  ", [1, 2, 3, 4, 5]],
    ["something that is not there", "zebra", []],
  ];

  test.each(queries)("by %s (%j) finds %j", async (_, query, ids) => {
    await using server = await startBitbucket();
    await using started = startClient(server.baseUrl);
    const found = await started.client.searchRepositories(query);
    expect(new Set(found.map(({ id }) => id))).toEqual(new Set(ids));
  });

  test.each(queries)(
    "by %s is as complete where the server ignores its filters",
    async (_, query, ids) => {
      await using server = await startBitbucket((_request, all) => all);
      await using started = startClient(server.baseUrl);
      const found = await started.client.searchRepositories(query);
      expect(new Set(found.map(({ id }) => id))).toEqual(new Set(ids));
    },
  );

  test("that the server's own filters answer fully does not read the whole list", async () => {
    await using server = await startBitbucket();
    await using started = startClient(server.baseUrl);
    expect(await started.client.searchRepositories("pay", 1)).toMatchObject([{ id: 2 }]);
    expect(server.requests.map(({ query }) => query.name)).toEqual(["pay"]);
  });

  test("for what the user may administer asks for nothing else", async () => {
    await using server = await startBitbucket();
    await using started = startClient(server.baseUrl);
    const filter = { permission: "REPO_ADMIN" as const };
    expect(await started.client.searchRepositories("SHOP/web", 5, filter)).toHaveLength(1);
    expect(server.requests.every(({ query }) => query.permission === "REPO_ADMIN")).toBe(true);
  });

  test("fails when Bitbucket fails: half a result would look like a whole one", async () => {
    await using server = await startServer(() => ({ status: 401 }));
    await using started = startClient(server.baseUrl);
    await expect(started.client.searchRepositories("a/b")).rejects.toMatchObject({
      code: "bitbucket_authentication",
    });
  });
});
