import { eventually } from "../../world/eventually.ts";
import { git } from "../../world/git.ts";
import { getIssue } from "../../world/issue.ts";
import type { Narrator } from "../narrator.ts";
import { runShop, type Shop } from "../story/shop.ts";
import { listRelayed, type RelayedIssue, type RelayedRelease } from "./list-relayed.ts";
import type { RelayWorld } from "./start-relay-world.ts";

/** A job that failed comes again after some seconds. */
const PATIENCE_MS = 60_000;

/** It crashes again; the next fix is pushed while the team's Sentry is away. */
export async function outlastAbsence(
  narrator: Narrator,
  world: RelayWorld,
  shop: Shop,
): Promise<void> {
  narrator.chapter("8  The Sentry is away for a moment");
  const { sentry } = world;
  const there = { service: sentry.api };
  await narrator.step("From the newer release shop@1.3.0 it crashes again", async (observe) => {
    await git(shop.clone, "checkout", "--quiet", "HEAD~2");
    await runShop(shop, "shop@1.3.0");
    await git(shop.clone, "checkout", "--quiet", "main");
    const { status, substatus } = await eventually("the regression", async () => {
      const current = await getIssue(there, "SHOP-1");
      return current.status === "unresolved" && current;
    });
    observe(`SHOP-1 is ${status}, ${substatus}`);
  });
  await narrator.step('Stop the Sentry, and push "Fixes SHOP-1"', async (observe) => {
    await sentry.stop();
    const { clone } = shop;
    await git(
      clone,
      "commit",
      "--quiet",
      "--allow-empty",
      "-m",
      "Mend it for good\n\nFixes SHOP-1",
    );
    await git(clone, "push", "--quiet", "origin", "main");
    const { state, reason } = await eventually("the first attempt", () => findTried(world));
    observe(`SHOP-1 is ${state}: ${reason}`);
  });
  await narrator.step("Start it again: what was to be done there is done", async (observe) => {
    await sentry.start();
    const { status } = await eventually(
      "the resolution",
      async () => {
        const current = await getIssue(there, "SHOP-1");
        return current.status === "resolved" && current;
      },
      PATIENCE_MS,
    );
    observe(`SHOP-1 is ${status}`);
  });
  await narrator.step("Nothing was lost", async (observe) => {
    const states = await eventually("the end of all", () => listStates(world));
    for (const state of states) observe(state);
  });
}

/** The issue that was asked for at least once, and did not get there. */
async function findTried(world: RelayWorld): Promise<RelayedIssue | undefined> {
  const issues = await listRelayed<RelayedIssue>(world, "issues");
  return issues.find(({ state, attempts }) => state !== "sent" && attempts > 0);
}

/** A line for everything that the service knows of, once nothing of it is under way. */
async function listStates(world: RelayWorld): Promise<string[] | undefined> {
  const releases = await listRelayed<RelayedRelease>(world, "releases");
  const issues = await listRelayed<RelayedIssue>(world, "issues");
  const states = [...releases, ...issues].map(({ state }) => state);
  if (states.includes("failed")) throw new Error("Something was given up");
  if (states.includes("pending") || states.includes("sending")) return undefined;
  return [
    ...releases.map(({ version, state, commitCount }) =>
      state === "sent" ? `${version}: sent, commits: ${commitCount}` : `${version}: ${state}`,
    ),
    ...issues.map(({ issue, state, commit }) => `${issue}: ${state}, for ${commit.slice(0, 11)}`),
  ];
}
