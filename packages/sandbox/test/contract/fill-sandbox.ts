import { expect } from "vitest";
import type { Clone } from "../clone.ts";
import { cart, type SandboxWorld } from "../sandbox-world.ts";

/** The name of a tag with every sign that a recorded one has. */
export const SPECIAL_TAG = 'special-"$;><&#_=@!|.,-test';

/**
 * Makes one of each thing that recordings show: people with and without a user, an archived and a
 * personal repository, every kind of change, branches and tags that come and go, two pull requests.
 */
export async function fillSandbox(world: SandboxWorld, webhookUrl: string): Promise<void> {
  const clone = await world.makeCart();
  await world.control("PUT", "/users/jane", {
    displayName: "Jane Citizen",
    grants: [{ project: "SHOP", permission: "PROJECT_READ" }],
  });
  await world.control("PUT", "/users/guest", { globalPermission: null });
  await makeRepositories(world);
  await makeWebhook(world, webhookUrl);
  await pushHistory(clone);
  await pushTags(clone);
  await mergePullRequest(world);
}

async function makeRepositories(world: SandboxWorld): Promise<void> {
  await world.rest("PUT", cart, { body: { description: "What customers want to buy." } });
  await world.rest("POST", "/projects/~jane/repos", { body: { name: "notes" } });
  await world.rest("POST", "/projects/SHOP/repos", { body: { name: "former" } });
  await world.rest("PUT", "/projects/SHOP/repos/former", { body: { name: "present" } });
  await world.rest("POST", "/projects", {
    body: { key: "OLD", name: "Old", description: "What is no longer used." },
  });
  await world.rest("POST", "/projects/OLD/repos", { body: { name: "attic" } });
  await world.rest("PUT", "/projects/OLD/repos/attic", { body: { archived: true } });
}

async function makeWebhook(world: SandboxWorld, url: string): Promise<void> {
  const { status } = await world.rest("POST", `${cart}/webhooks`, {
    body: {
      name: "contract",
      url,
      events: ["repo:refs_changed", "repo:modified", "pr:opened", "pr:merged"],
      configuration: { secret: "s3cret" },
    },
  });
  expect(status).toBe(201);
  const tested = await world.rest("POST", `${cart}/webhooks/test?webhookId=1`);
  expect(tested.status).toBe(200);
}

/** Each push is one delivery: a new branch, an update of it, another branch, its deletion. */
async function pushHistory(clone: Clone): Promise<void> {
  await clone.write("run.sh", "#!/bin/sh\n", 0o755);
  await clone.commit("Start", {
    ".gitignore": "data\n",
    LICENSE: "MIT\n",
    "src/price.ts": "export const price = 1;\n".repeat(20),
  });
  await clone.push("HEAD:main");
  await clone.git("rm", "--quiet", ".gitignore");
  await clone.commit("Stop ignoring data");
  await clone.git("mv", "src/price.ts", "src/cost.ts");
  await clone.commit("Call it cost");
  await clone.git(
    "commit",
    "--quiet",
    "--allow-empty",
    "-m",
    "Think",
    "--author",
    "Ann <ann@x.test>",
  );
  await clone.push("HEAD:main");
  await clone.git("checkout", "--quiet", "-b", "feature/vat");
  await clone.commit("Add VAT", { "src/vat.ts": "export const vat = 0.2;\n" });
  await clone.push("feature/vat");
  await clone.git("push", "--quiet", "origin", "feature/vat:refs/heads/feature/gone");
  await clone.git("push", "--quiet", "origin", ":refs/heads/feature/gone");
}

/** Annotated tags, lightweight ones, and the deletion of one. */
async function pushTags(clone: Clone): Promise<void> {
  for (const name of ["v1.0.0", SPECIAL_TAG]) {
    await clone.git("tag", "-a", name, "-m", "A release");
    await clone.push(`refs/tags/${name}`);
  }
  for (const name of ["v0.9", "v0.8"]) {
    await clone.git("tag", name);
    await clone.push(`refs/tags/${name}`);
  }
  await clone.push(":refs/tags/v0.8");
}

/** One pull request is merged, another stays open. */
async function mergePullRequest(world: SandboxWorld): Promise<void> {
  const body = {
    title: "Add VAT",
    description: "As the law demands.",
    fromRef: { id: "refs/heads/feature/vat" },
    toRef: { id: "refs/heads/main" },
  };
  const opened = await world.rest("POST", `${cart}/pull-requests`, { body });
  expect(opened.status).toBe(201);
  const merged = await world.rest("POST", `${cart}/pull-requests/1/merge?version=0`);
  expect(merged.status).toBe(200);
  const clone = await world.clone("admin:admin", "/scm/shop/cart.git");
  await clone.git("checkout", "--quiet", "-b", "feature/next", "origin/main");
  await clone.commit("Go on", { "src/next.ts": "export {};\n" });
  await clone.push("feature/next");
  const next = { ...body, title: "Go on", fromRef: { id: "refs/heads/feature/next" } };
  await world.rest("POST", `${cart}/pull-requests`, { body: next });
}
