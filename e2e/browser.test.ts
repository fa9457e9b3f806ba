import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundlePageScript } from "./world/bundle-page-script.ts";
import { eventually } from "./world/eventually.ts";
import { findBrowser } from "./world/find-browser.ts";
import { openInBrowser } from "./world/open-in-browser.ts";
import { createProject } from "./world/report-crash.ts";
import { type PageServer, servePage } from "./world/serve-page.ts";
import { startTestWorld } from "./world/start-test-world.ts";
import type { World } from "./world/start-world.ts";

let world: World;
let page: PageServer;

beforeAll(async () => {
  world = await startTestWorld();
  const script = join(import.meta.dirname, "sdk-programs", "page.js");
  page = await servePage(await bundlePageScript(script));
});

afterAll(async () => {
  await page.close();
  await world.close();
});

interface Issue {
  title: string;
  count: string;
}

test("a page of another origin reports in every way that browsers have", async () => {
  const dsn = await createProject(world, "shop");
  const url = `${page.url}/?dsn=${encodeURIComponent(dsn)}`;
  const folder = join(world.folder, "chromium");
  await mkdir(folder);
  const titles = await openInBrowser(await findBrowser(), { url, folder }, async () => {
    expect(await page.outcome).toEqual({
      sdk: true,
      simple: 200,
      preflighted: 200,
      refused: 403,
      beacon: true,
    });
    return eventually("all that was reported", async () => {
      const path = "/projects/acme/shop/issues/?query=";
      const issues = await world.service.call<Issue[]>("GET", path);
      return issues.length === 4 && issues.map(({ title }) => title);
    });
  });
  expect(titles.toSorted()).toEqual([
    "TypeError: the cart broke",
    "after a preflight",
    "by beacon",
    "by fetch",
  ]);
}, 60_000);
