import { join } from "node:path";
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

/** Tells the service in which repository the files of the stack trace are: each frame leads to its line. */
export async function mapCode(
  narrator: Narrator,
  { service, bitbucket }: Clients,
  { clone }: Shop,
  repositoryId: string,
): Promise<void> {
  await narrator.step("Map the files of its stack trace to the repository", async (observe) => {
    const project = await service.call<{ id: string }>("GET", "/projects/acme/shop/");
    const roots = { stackRoot: `${clone}/`, sourceRoot: "", defaultBranch: "main" };
    const mapping = { projectId: project.id, repositoryId, ...roots };
    await service.call("POST", "/organizations/acme/code-mappings/", mapping);
    const place = { file: join(clone, "src", "checkout.cjs"), lineNo: "6" };
    const path = `/projects/acme/shop/stacktrace-link/?${new URLSearchParams(place).toString()}`;
    const { sourceUrl } = await service.call<{ sourceUrl: string | null }>("GET", path);
    if (!sourceUrl?.startsWith(bitbucket.url)) throw new Error("The frame leads nowhere");
    observe(`line 6 of src/checkout.cjs is at ${sourceUrl}`);
  });
}
