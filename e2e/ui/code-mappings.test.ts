import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectFits } from "./expect-fits.ts";
import { expectNoViolations } from "./expect-no-violations.ts";
import { expectToSee } from "./expect-to-see.ts";
import { readSession } from "./log-in.ts";
import { useBrowser } from "./open-browser.ts";
import {
  crash,
  makeRelease,
  pushFile,
  report,
  type ReportingShop,
  startReportingShop,
} from "./start-reporting-shop.ts";

const SHOP = "/organizations/acme/settings/?tab=projects&project=shop";
const open = useBrowser();
let world: ReportingShop;
let sha: string;

beforeAll(async () => {
  world = await startReportingShop();
  sha = await pushFile(world.web, "Begin the cart", "src/cart.js");
  await makeRelease(world, "1.0", [{ repository: "SHOP/web", commit: "HEAD" }]);
});

afterAll(() => world.close());

async function openShop(expectedStatuses: number[] = []): Promise<Page> {
  const { session } = world;
  const options = { expectedStatuses, ...(session && { storageState: session }) };
  const page = await open(world.serviceUrl, options);
  await page.goto(SHOP);
  return page;
}

/** In light and dark, and where it is narrow. */
async function expectManners(page: Page): Promise<void> {
  await expectNoViolations(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectFits(page);
  await page.setViewportSize({ width: 1280, height: 800 });
}

async function chooseRepository(page: Page, part: string, name: string): Promise<void> {
  await page.getByRole("combobox", { name: "Repository" }).fill(part);
  await page.getByRole("option", { name }).click();
}

const row = (page: Page, name: string) =>
  page.getByRole("table", { name: "Code mappings" }).getByRole("row", { name });

test("a code mapping leads an issue's own frame to its line in Bitbucket", async () => {
  const frame = { filename: "/srv/shop/cart.js", function: "run", lineno: 7, in_app: true };
  const frames = [{ ...frame, lineno: 9 }, frame];
  await report(world.dsn, { ...crash("the cart is empty", frames), release: "1.0" });
  const page = await openShop();
  await page.goto("/organizations/acme/issues/SHOP-1/");
  await page.getByText("The project has no code mapping").getByRole("link").click();
  await expectToSee(page.getByText("No code mapping"));
  await expectManners(page);
  await page.getByRole("button", { name: "Add a code mapping" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Add the code mapping" }).click();
  await expectToSee(dialog.getByText("Choose a repository."));
  await expectToSee(dialog.getByText("Name the default branch."));
  await chooseRepository(page, "WEB", "SHOP/web");
  await dialog.getByLabel("Stack root").fill("/srv/my shop/");
  await dialog.getByLabel("Default branch").fill("main");
  await dialog.getByRole("button", { name: "Add the code mapping" }).click();
  await expectToSee(dialog.getByText("A root has no spaces and no quotes."));
  await dialog.getByLabel("Stack root").fill("/srv/shop/");
  await dialog.getByLabel("Source root").fill("src/");
  await expectManners(page);
  await dialog.getByRole("button", { name: "Add the code mapping" }).click();
  await dialog.waitFor({ state: "detached" });
  await expectToSee(row(page, "SHOP/web"));
  await expectManners(page);

  await page.goBack();
  const source = page.getByRole("link", { name: "Open src/cart.js of SHOP/web" });
  await expect.poll(() => source.count()).toBe(2);
  expect(await source.first().getAttribute("href")).toContain(
    `${world.bitbucket.url}/projects/SHOP/repos/web/browse/src/cart.js?at=${sha}#7`,
  );
});

test("a code mapping is there once for each stack root, is changed, and removed", async () => {
  const page = await openShop([400]);
  const add = async (stackRoot: string) => {
    await page.getByRole("button", { name: "Add a code mapping" }).click();
    await chooseRepository(page, "shop/a", "SHOP/api");
    await page.getByLabel("Stack root").fill(stackRoot);
    await page.getByLabel("Default branch").fill("main");
    await page.getByRole("button", { name: "Add the code mapping" }).click();
  };
  const dialog = page.getByRole("dialog");
  await add("api/");
  await dialog.waitFor({ state: "detached" });
  await expectToSee(row(page, "SHOP/api").getByText("the repository's root"));
  await add("api/");
  const alert = dialog.getByRole("alert");
  await expectToSee(alert.getByText("Code path config already exists"));
  expect(await alert.textContent()).not.toContain("nonFieldErrors");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });

  await page.getByRole("button", { name: "Change the code mapping of api/" }).click();
  await dialog.getByLabel("Stack root").fill("lib/");
  await chooseRepository(page, "web", "SHOP/web");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  await expectToSee(row(page, "lib/").getByText("SHOP/web"));

  await page.getByRole("button", { name: "Remove the code mapping of lib/" }).click();
  await expectToSee(dialog.getByText("lead to SHOP/web no more"));
  await expectNoViolations(page);
  await dialog.getByRole("button", { name: "Remove" }).click();
  await row(page, "lib/").waitFor({ state: "detached" });
});

test("a member sees why none can be added", async () => {
  const email = "eve@example.com";
  const { password } = await world.service.call<{ password: string }>(
    "POST",
    "/organizations/acme/members/",
    { email },
  );
  const login = { username: email, password, newPassword: "correct horse battery" };
  const storageState = await readSession(world, login);
  const page = await open(world.serviceUrl, { storageState });
  await page.goto(SHOP);
  const button = page.getByRole("button", { name: "Add a code mapping" });
  await page.locator('[aria-disabled="true"]', { hasText: "Add a code mapping" }).waitFor();
  await expectNoViolations(page);
  await button.focus();
  await expectToSee(page.getByRole("tooltip").getByText("As member you may not do this"));
});
