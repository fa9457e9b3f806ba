import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BrowserContextOptions } from "playwright-core";
import { connectWithAccessToken, linkRepository } from "../world/connect.ts";
import { createRepository } from "../world/create-repository.ts";
import { git } from "../world/git.ts";
import { jobsDone } from "../world/pushes-done.ts";
import { createProject, reportCrash } from "../world/report-crash.ts";
import { startTestWorld } from "../world/start-test-world.ts";
import type { World } from "../world/start-world.ts";
import { readSession } from "./log-in.ts";

/** A world with the linked repository `SHOP/storefront` and a project whose issue is `SHOP-1`. */
export interface Shop extends World {
  repositoryId: string;
  /** Of the repository. */
  clone: string;
  /** The owner's. */
  session: BrowserContextOptions["storageState"];
  /**
   * Pushes a commit that changes a file.
   * @returns its sha
   */
  push(message: string, file?: string, author?: string): Promise<string>;
}

const ANN = "Ann Example <ann@example.com>";

export async function startShop(): Promise<Shop> {
  const world = await startTestWorld();
  const { clone } = await createRepository(world, "SHOP", "storefront");
  const integrationId = await connectWithAccessToken(world);
  const repositoryId = await linkRepository(world, integrationId, "SHOP/storefront");
  await reportCrash(await createProject(world, "shop"), { fingerprint: "checkout" });
  await jobsDone(world);
  let pushes = 0;
  const push = async (message: string, file = "cart.js", author = ANN) => {
    await writeFile(join(clone, file), `${message} ${++pushes}`);
    await git(clone, "add", "--all");
    await git(clone, "commit", "--quiet", "--author", author, "-m", message);
    await git(clone, "push", "--quiet", "origin", "HEAD");
    return git(clone, "rev-parse", "HEAD");
  };
  return { ...world, repositoryId, clone, session: await readSession(world), push };
}
