import { eventually } from "../../world/eventually.ts";
import { git } from "../../world/git.ts";
import type { Narrator } from "../narrator.ts";
import type { World } from "../../world/start-world.ts";
import { getIssue } from "../../world/issue.ts";
import { runShop, type Shop } from "./shop.ts";

/** Crashes once more from the release that had the fault, and once from one that should not. */
export async function regress(narrator: Narrator, world: World, shop: Shop): Promise<void> {
  narrator.chapter("7  It crashes again");
  await git(shop.clone, "checkout", "--quiet", "HEAD~1");
  const countOf = async () => Number((await getIssue(world, "SHOP-1")).count);
  await narrator.step(
    "From the old release shop@1.0.0: the issue stays resolved",
    async (observe) => {
      const before = await countOf();
      await runShop(shop, "shop@1.0.0");
      const issue = await eventually("the event", async () => {
        const current = await getIssue(world, "SHOP-1");
        return Number(current.count) > before && current;
      });
      if (issue.status !== "resolved") throw new Error(`SHOP-1 is ${issue.status}`);
      observe(
        `seen ${issue.count} times, and still ${issue.status} in ${issue.statusDetails.inRelease}`,
      );
    },
  );
  await narrator.step("From the newer release shop@1.2.0: it is a regression", async (observe) => {
    await runShop(shop, "shop@1.2.0");
    const issue = await eventually("the regression", async () => {
      const current = await getIssue(world, "SHOP-1");
      return current.status === "unresolved" && current;
    });
    if (issue.substatus !== "regressed") throw new Error(`SHOP-1 is ${issue.substatus}`);
    observe(`SHOP-1 is ${issue.status}, ${issue.substatus}`);
    observe(
      `its history: ${issue.activity
        .map((entry) => entry.type)
        .toReversed()
        .join(" → ")}`,
    );
  });
}
