import { expect } from "vitest";
import { at } from "../json.ts";
import { cart, type SandboxWorld } from "../sandbox-world.ts";

const READS = [
  "/application-properties",
  "/projects?start=1&limit=1",
  "/projects?permission=PROJECT_ADMIN",
  "/projects/nope",
  "/projects/nope/repos",
  "/projects/~jane/repos",
  "/users/jane/repos/notes",
  "/repos?archived=ALL&permission=REPO_ADMIN&projectkey=SHOP",
  "/repos?visibility=purple",
  "/users?start=0&limit=1",
  "/users/nobody",
  `${cart}/branches?details=true&orderBy=ALPHABETICAL&limit=2`,
  `${cart}/default-branch`,
  "/projects/~jane/repos/notes/default-branch",
  "/projects/~jane/repos/notes/branches/default",
  `${cart}/browse`,
  `${cart}/browse/src?at=refs/heads/main`,
  `${cart}/browse/src/cost.ts?blame&noContent`,
  `${cart}/browse/nope`,
  `${cart}/changes?until=main`,
  `${cart}/changes`,
  `${cart}/commits?limit=2&merges=only`,
  `${cart}/commits?limit=many`,
  `${cart}/commits/main`,
  `${cart}/commits/nope/changes`,
  `${cart}/compare/commits?from=feature/next&to=main`,
  `${cart}/compare/commits?from=nope`,
  `${cart}/files?at=main`,
  `${cart}/files/nope`,
  `${cart}/pull-requests?state=ALL`,
  `${cart}/pull-requests/1`,
  `${cart}/ref-change-activities`,
  `${cart}/ref-change-activities?ref=refs/heads/main`,
  `${cart}/tags?orderBy=MODIFICATION`,
  `${cart}/webhooks?event=pr:merged&statistics=true`,
  `${cart}/webhooks/search?scopeType=repository`,
  `${cart}/webhooks/1?statistics=true`,
  `${cart}/webhooks/1/latest`,
  `${cart}/webhooks/1/latest?outcome=ERROR`,
  `${cart}/webhooks/1/statistics`,
  `${cart}/webhooks/1/statistics/summary`,
  `${cart}/webhooks/999`,
  "/projects/SHOP/webhooks",
];

/** Asks once for whatever the sandbox serves and the recordings do not already ask for. */
export async function exerciseOperations(world: SandboxWorld): Promise<void> {
  for (const path of READS) await world.get(path);
  for (const path of ["/projects/SHOP", `${cart}/webhooks`, `${cart}/ref-change-activities`])
    for (const as of ["", "jane:jane", "admin:wrong"]) await world.get(path, { as });
  await makeAndDelete(world);
  await administerWebhooks(world, cart);
  await administerWebhooks(world, "/projects/SHOP");
  for (const owner of ["users/jane", "projects/SHOP", "projects/SHOP/repos/cart"])
    await administerTokens(world, `/rest/access-tokens/1.0/${owner}`);
}

async function makeAndDelete(world: SandboxWorld): Promise<void> {
  const body = { key: "TMP", name: "Temporary" };
  for (const as of ["admin:admin", "admin:admin", "jane:jane"])
    await world.rest("POST", "/projects", { body, as });
  await world.rest("POST", "/projects", { body: { key: "not a key", name: "x" } });
  for (const name of ["one", "one", ""])
    await world.rest("POST", "/projects/TMP/repos", { body: { name } });
  await world.rest("PUT", "/projects/TMP/repos/one", { body: { description: "x" } });
  const branch = { id: "refs/heads/other" };
  await world.rest("PUT", "/projects/TMP/repos/one/default-branch", { body: branch });
  await world.rest("DELETE", "/projects/TMP");
  await world.rest("DELETE", "/projects/TMP/repos/one");
  await world.rest("DELETE", "/projects/TMP/repos/one");
  const deleted = await world.rest("DELETE", "/projects/TMP");
  expect(deleted.status).toBe(204);
}

async function administerWebhooks(world: SandboxWorld, scope: string): Promise<void> {
  const body = { name: "x", url: "http://127.0.0.1:9/", events: ["repo:modified"], active: false };
  const { json } = await world.rest("POST", `${scope}/webhooks`, { body });
  const one = `${scope}/webhooks/${String(at(json, "id"))}`;
  await world.rest("PUT", one, { body: { ...body, name: "y" } });
  await world.rest("POST", `${scope}/webhooks/test?url=http://127.0.0.1:9/`);
  await world.rest("POST", `${scope}/webhooks`, { body: { name: "x" } });
  for (const suffix of ["", "/latest", "/statistics", "/statistics/summary"])
    await world.get(one + suffix);
  await world.rest("DELETE", one);
  const gone = await world.rest("DELETE", one);
  expect(gone.status).toBe(404);
}

async function administerTokens(world: SandboxWorld, path: string): Promise<void> {
  const body = { name: "x", permissions: ["REPO_READ"], expiryDays: 1 };
  const { json } = await world.call("PUT", path, { body });
  const one = `${path}/${String(at(json, "id"))}`;
  await world.call("PUT", path, { body: { name: "x" } });
  await world.call("PUT", path, { body, as: "" });
  await world.call("GET", path);
  await world.call("GET", one);
  await world.call("POST", one, { body: { name: "y" } });
  await world.call("DELETE", one);
  const gone = await world.call("GET", one);
  expect(gone.status).toBe(404);
}
