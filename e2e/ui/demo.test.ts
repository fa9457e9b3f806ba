import { Writable } from "node:stream";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Narrator } from "../demo/narrator.ts";
import { LAST_PAGE, tellStory } from "../demo/story/story.ts";
import { basic } from "../world/json-client.ts";
import { startTestWorld } from "../world/start-test-world.ts";
import type { World } from "../world/start-world.ts";
import { expectToSee } from "./expect-to-see.ts";
import { logIn } from "./log-in.ts";
import { useBrowser } from "./open-browser.ts";
import { screenshot } from "./screenshot.ts";

const open = useBrowser();
let world: World;

beforeAll(async () => {
  world = await startTestWorld();
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  await tellStory(new Narrator(nowhere), world);
}, 120_000);

afterAll(() => world.close());

test("the address that the demo prints leads, by a login, to the story that it told", async () => {
  const page = await open(world.serviceUrl);
  await page.goto(`/organizations/acme/${LAST_PAGE}`);
  await logIn(page, world);
  await expectToSee(page.getByText(/It was resolved in .+, and came back in /));
  const source = page.getByRole("link", { name: "Open src/checkout.cjs of SHOP/storefront" });
  await expect.poll(() => source.count()).toBe(3);
  expect(await readAtBitbucket(await source.first().getAttribute("href"))).toContain(
    '<li id="6">  return item.price',
  );
  await screenshot(page, "story-issue");
  await visit(page, "Issues");
  await expectToSee(page.getByText("SHOP-1").first());
  await screenshot(page, "story-issues");
  await lookAtReleases(page);
  await lookAtPushes(page);
  await visit(page, "Integrations");
  await expectToSee(page.getByText("Connected").first());
  await visit(page, "Doctor");
  expect(await page.getByRole("alert").count()).toBe(0);
}, 60_000);

/** What a browser shows there after a login. */
async function readAtBitbucket(url: string | null): Promise<string> {
  const headers = { accept: "text/html", authorization: basic("admin", "admin") };
  return (await fetch(url ?? "", { headers })).text();
}

async function lookAtReleases(page: Page): Promise<void> {
  await visit(page, "Releases");
  await page.getByRole("link", { name: "shop@1.1.0" }).first().click();
  await expectToSee(page.getByText("Give away what has no price").first());
  await screenshot(page, "story-release");
}

async function lookAtPushes(page: Page): Promise<void> {
  await visit(page, "Repositories");
  await page.getByRole("link", { name: "SHOP/storefront" }).first().click();
  await expectToSee(page.getByText("Give away what has no price").first());
  await screenshot(page, "story-commits");
  await visit(page, "Deliveries");
  await expectToSee(page.getByText("Processed").nth(1));
  await screenshot(page, "story-deliveries");
}

async function visit(page: Page, name: string): Promise<void> {
  const main = page.getByRole("navigation", { name: "Main" });
  await main.getByRole("link", { name, exact: true }).click();
  await expectToSee(page.getByRole("heading", { name, level: 1 }));
}
