import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addRepository } from "../world/add-repository.ts";
import { connectWithAccessToken } from "../world/connect.ts";
import { startTestWorld } from "../world/start-test-world.ts";
import type { World } from "../world/start-world.ts";
import { expectFits } from "./expect-fits.ts";
import { expectToSee } from "./expect-to-see.ts";
import { expectNoViolations } from "./expect-no-violations.ts";
import { readSession } from "./log-in.ts";
import { type OpenOptions, useBrowser } from "./open-browser.ts";
import { screenshot } from "./screenshot.ts";

const open = useBrowser();
let world: World;
let session: BrowserContextOptions["storageState"];

beforeAll(async () => {
  world = await startTestWorld();
  await world.service.call("POST", "/organizations/acme/projects/", { name: "shop" });
  session = await readSession(world);
});

afterAll(() => world.close());

/** The page of integrations, by who is logged in. */
async function openPage(options: OpenOptions = {}): Promise<Page> {
  const page = await open(world.serviceUrl, { storageState: session, ...options });
  await page.goto("/organizations/acme/integrations/");
  await expectToSee(page.getByRole("heading", { name: "Integrations", level: 1 }));
  return page;
}

describe("the frame", () => {
  test("shows what can be connected where nothing is, and then what is, and that it is well", async () => {
    const page = await openPage();
    await expectToSee(page.getByText("Nothing is connected yet"));
    await expectToSee(page.getByRole("heading", { name: "Bitbucket Server", exact: true }));
    await expectNoViolations(page);
    await addRepository(world.bitbucket, "SHOP", "web");
    await connectWithAccessToken(world);
    await page.reload();
    const table = page.getByRole("table", { name: "Integrations" });
    await expectToSee(table.getByText("Connected"));
    await expectNoViolations(page);
    await screenshot(page, "integrations");
  });

  test("fits where it is narrow, with its navigation behind a button", async () => {
    const page = await openPage({ width: 360, height: 740 });
    await expectFits(page);
    await expectNoViolations(page);
    const link = page.getByRole("link", { name: "Integrations" });
    expect(await link.isVisible()).toBe(false);
    await page.getByRole("button", { name: "Open the navigation" }).click();
    await expectToSee(link);
    await expectNoViolations(page);
    await screenshot(page, "navigation-narrow");
    await expectFits(page);
    await link.focus();
    await page.keyboard.press("Escape");
    await expect.poll(() => link.isVisible()).toBe(false);
    await page.keyboard.press("Enter");
    await expectToSee(link);
  });

  test("fits where it is wide, and lets no line become too long", async () => {
    const page = await openPage({ width: 2560, height: 1300 });
    await expectFits(page);
    const heading = page.getByRole("table").or(page.getByText("What can be connected"));
    expect((await heading.first().boundingBox())?.width).toBeLessThan(1300);
  });

  test("is led through by keyboard, past the navigation at once", async () => {
    const page = await openPage();
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("content");
  });

  test("keeps the colours that were chosen", async () => {
    const page = await openPage();
    await page.getByLabel("Theme").selectOption("Dark");
    const dark = page.locator('html[data-mantine-color-scheme="dark"]');
    await dark.waitFor({ state: "attached" });
    await screenshot(page, "integrations-dark");
    await page.reload();
    await expectToSee(page.getByRole("heading", { name: "Integrations", level: 1 }));
    expect(await dark.count()).toBe(1);
  });

  test("tells who comes to an address that is no page's, or no organization's", async () => {
    const page = await openPage({ expectedStatuses: [404] });
    await page.goto("/organizations/acme/nothing/");
    await expectToSee(page.getByRole("heading", { name: "There is no such page" }));
    await expectNoViolations(page);
    await page.goto("/organizations/nope/issues/");
    await expectToSee(page.getByText("This is not there, or not for you to see."));
    await page.getByRole("link", { name: "Go to the first page" }).click();
    await expectToSee(page.getByRole("heading", { name: "Issues", level: 1 }));
  });
});
