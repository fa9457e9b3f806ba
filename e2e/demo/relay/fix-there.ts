import { eventually } from "../../world/eventually.ts";
import { getIssue } from "../../world/issue.ts";
import type { Narrator } from "../narrator.ts";
import { mergeFix, pushFix } from "../story/5-fix.ts";
import type { RelayWorld } from "./start-relay-world.ts";
import { listRelayed, type RelayedIssue } from "./list-relayed.ts";

/** Fixes SHOP-1 on a branch, then merges it: that resolves it in the team's Sentry. */
export async function fixThere(
  narrator: Narrator,
  world: RelayWorld,
  clone: string,
): Promise<void> {
  narrator.chapter("5  A developer fixes it");
  const there = { service: world.sentry.api };
  await narrator.step('Push "Fixes SHOP-1" on a feature branch', async (observe) => {
    const sha = await pushFix(clone);
    await eventually("the reference", async () => {
      const named = await listRelayed<RelayedIssue>(world, "issues");
      return named.some(({ commit, state }) => commit === sha && state === "waiting");
    });
    const { status } = await getIssue(there, "SHOP-1");
    if (status !== "unresolved") throw new Error(`The issue is ${status} too early`);
    observe(`SHOP-1 is ${status}; the service knows that ${sha.slice(0, 11)} names it`);
  });
  await narrator.step("Merge the branch to main here: it is resolved there", async (observe) => {
    await mergeFix(clone);
    const pushed = performance.now();
    const { status, statusDetails } = await eventually("the resolution", async () => {
      const current = await getIssue(there, "SHOP-1");
      return current.status === "resolved" && current;
    });
    const took = Math.round(performance.now() - pushed);
    observe(`SHOP-1 is ${status} ${JSON.stringify(statusDetails)}, ${took} ms after the push`);
  });
}
