import { eventually } from "../../world/eventually.ts";
import type { Narrator } from "../narrator.ts";
import type { Clients } from "../../world/start-world.ts";
import { findIssue } from "../../world/issue.ts";
import { runShop, type Shop } from "./shop.ts";

/** @returns the shop, reporting to a project that was made for it */
export async function crash(
  narrator: Narrator,
  world: Pick<Clients, "service">,
  clone: string,
): Promise<Shop> {
  narrator.chapter("4  The application crashes");
  const shop: Shop = { clone, dsn: "" };
  await narrator.step("Make the project SHOP and take its DSN", async (observe) => {
    await world.service.call("POST", "/organizations/acme/projects/", {
      name: "Shop",
      slug: "shop",
    });
    const [key] = await world.service.call<{ dsn: { public: string } }[]>(
      "GET",
      "/projects/acme/shop/keys/",
    );
    shop.dsn = key?.dsn.public ?? "";
    observe(shop.dsn);
  });
  await narrator.step("@sentry/node reports a crash of release shop@1.0.0", async (observe) => {
    await runShop(shop, "shop@1.0.0");
    const issue = await eventually("the issue", () => findIssue(world, "SHOP-1"));
    observe(`${issue.shortId} ${issue.status}: ${issue.title}`);
    observe(`at ${issue.culprit}`);
  });
  return shop;
}
