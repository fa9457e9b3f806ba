import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { eventually } from "../../world/eventually.ts";
import { git } from "../../world/git.ts";
import type { Narrator } from "../narrator.ts";
import type { World } from "../../world/start-world.ts";
import { getIssue } from "../../world/issue.ts";

/** Fixes SHOP-1 on a branch, then merges it: only the merge resolves the issue. */
export async function fix(narrator: Narrator, world: World, clone: string): Promise<void> {
  narrator.chapter("5  A developer fixes it");
  let sha = "";
  await narrator.step('Push "Fixes SHOP-1" on a feature branch', async (observe) => {
    sha = await pushFix(clone);
    const issue = await eventually("the reference", async () => {
      const current = await getIssue(world, "SHOP-1");
      return current.references.some((reference) => reference.commit === sha) && current;
    });
    if (issue.status !== "unresolved") throw new Error(`The issue is ${issue.status} too early`);
    observe(`SHOP-1 is ${issue.status}, and names commit ${sha.slice(0, 11)}`);
  });
  await narrator.step("Merge the branch to main", async (observe) => {
    await mergeFix(clone);
    const pushed = performance.now();
    const issue = await eventually("the resolution", async () => {
      const current = await getIssue(world, "SHOP-1");
      return current.status === "resolved" && current;
    });
    const took = Math.round(performance.now() - pushed);
    if (issue.statusDetails.inCommit?.commit !== sha) throw new Error("Resolved in another commit");
    observe(`SHOP-1 is resolved in commit ${sha.slice(0, 11)}, ${took} ms after the push returned`);
  });
}

const BRANCH = "feature/free-tea";

/** Repairs the shop on a branch. @returns the sha of the commit that says so */
export async function pushFix(clone: string): Promise<string> {
  await git(clone, "checkout", "--quiet", "-b", BRANCH);
  await repairCheckout(clone);
  const message = "Give away what has no price\n\nFixes SHOP-1";
  await git(clone, "commit", "--quiet", "--all", "-m", message);
  await git(clone, "push", "--quiet", "origin", BRANCH);
  return git(clone, "rev-parse", "HEAD");
}

export async function mergeFix(clone: string): Promise<void> {
  await git(clone, "checkout", "--quiet", "main");
  await git(clone, "merge", "--quiet", "--no-ff", "-m", `Merge ${BRANCH}`, BRANCH);
  await git(clone, "push", "--quiet", "origin", "main");
}

async function repairCheckout(clone: string): Promise<void> {
  const file = join(clone, "src", "checkout.cjs");
  const source = await readFile(file, "utf8");
  await writeFile(file, source.replace("item.price.amount", "item.price?.amount ?? 0"));
}
