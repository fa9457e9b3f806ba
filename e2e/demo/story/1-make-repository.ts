import { cp } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { git } from "../../world/git.ts";
import type { Narrator } from "../narrator.ts";
import type { World } from "../../world/start-world.ts";

interface Repository {
  slug: string;
  project: { key: string };
  links: { clone: { name: string; href: string }[] };
}

/** @returns the folder of the clone, with the shop's first commit pushed to `main` */
export async function makeRepository(narrator: Narrator, world: World): Promise<string> {
  narrator.chapter("1  A repository in Bitbucket");
  const clone = join(world.folder, "storefront");
  let cloneUrl = "";
  await narrator.step(
    "Make a project and a repository through Bitbucket's REST API",
    async (observe) => {
      await world.bitbucket.call("POST", "/rest/api/1.0/projects", { key: "SHOP", name: "Shop" });
      const repository = await world.bitbucket.call<Repository>(
        "POST",
        "/rest/api/1.0/projects/SHOP/repos",
        { name: "storefront", defaultBranch: "main" },
      );
      cloneUrl = repository.links.clone.find((link) => link.name === "http")?.href ?? "";
      observe(`${repository.project.key}/${repository.slug}, to be cloned from ${cloneUrl}`);
    },
  );
  await narrator.step("Clone it with git and push the shop", async (observe) => {
    const address = new URL(cloneUrl);
    address.username = "admin";
    address.password = "admin";
    await git(world.folder, "clone", "--quiet", address.href, clone);
    await cp(fileURLToPath(new URL("../shop", import.meta.url)), clone, { recursive: true });
    await git(clone, "checkout", "--quiet", "-B", "main");
    await git(clone, "add", ".");
    await git(clone, "commit", "--quiet", "-m", "Open the shop");
    await git(clone, "push", "--quiet", "origin", "main");
    observe(`main is at ${await git(clone, "log", "-1", "--format=%h %s")}`);
  });
  return clone;
}
