import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectWithAccessToken } from "../world/connect.ts";
import { fillBitbucket } from "../world/fill-bitbucket.ts";
import { type Bitbucket, startBitbucket } from "../world/start-bitbucket.ts";
import { startTestWorld } from "../world/start-test-world.ts";
import type { World } from "../world/start-world.ts";
import { readSession } from "./log-in.ts";
import { useBrowser } from "./open-browser.ts";

const COUNT = 5_000;
const open = useBrowser();
let world: World;
let large: Bitbucket;
let integration: string;

beforeAll(async () => {
  world = await startTestWorld();
  const dataDir = join(world.folder, "large-bitbucket");
  fillBitbucket(dataDir, "ORG", COUNT);
  large = await startBitbucket({ dataDir });
  integration = await connectWithAccessToken({ ...world, bitbucket: large.bitbucket });
});

afterAll(async () => {
  await large.sandbox.close();
  rmSync(join(world.folder, "large-bitbucket"), { recursive: true, force: true });
  await world.close();
});

test("any of 5,000 repositories is found as its name is typed, and what is chosen stays", async () => {
  const page = await open(world.serviceUrl, { storageState: await readSession(world) });
  await page.goto(`/organizations/acme/integrations/${integration}/`);
  await page.getByText("The first 100. Type more of a name to find the others.").waitFor();
  const all = page.getByRole("checkbox", { name: "All 100 that are shown" });
  await all.check();
  await page.getByRole("button", { name: "Link 100 repositories" }).waitFor();
  await all.uncheck();
  const search = page.getByLabel("Search Bitbucket");
  await search.fill("service");
  await page.waitForURL(/search=service$/);
  await page.getByText("The first 100. Type more of a name to find the others.").waitFor();
  await search.pressSequentially("-49");
  const found = page.getByRole("checkbox", { name: "ORG/service-4999" });
  await found.check();
  await search.fill("ORG/service-0003");
  await page.getByText("1 found.").waitFor();
  await page.getByRole("checkbox", { name: "ORG/service-0003" }).check();
  expect(new URL(page.url()).searchParams.get("search")).toBe("ORG/service-0003");
  await page.getByRole("button", { name: "Link 2 repositories" }).waitFor();
  await search.fill("nowhere");
  await page.getByText(/Bitbucket has no such repository/).waitFor();
}, 60_000);
