import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRepository } from "../world/create-repository.ts";
import { git } from "../world/git.ts";
import { reportCrash } from "../world/report-crash.ts";
import { startTestWorld } from "../world/start-test-world.ts";
import type { World } from "../world/start-world.ts";
import { expectNoViolations } from "./expect-no-violations.ts";
import { addApplicationLink, atBitbucket, typeAddress } from "./install-steps.ts";
import { useBrowser } from "./open-browser.ts";
import { screenshot } from "./screenshot.ts";

const open = useBrowser();
let world: World;

beforeAll(async () => {
  // Without a password it makes its own, and prints it.
  world = await startTestWorld({ ADMIN_PASSWORD: "" });
});

afterAll(() => world.close());

/** The first run, up to the DSN. */
async function makeProject(page: Page): Promise<string> {
  await page.goto("/");
  await page.getByLabel("Printed password").fill(world.adminPassword);
  await page.getByLabel("Your name").fill("Ann Bell");
  await page.getByLabel("Your e-mail address").fill("ann@example.com");
  await page.getByLabel("Your own password").fill("correct horse battery");
  await page.getByRole("button", { name: "Make the account" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Name of the project").fill("Shop");
  await page.getByRole("button", { name: "Make the project" }).click();
  const dsn = page.getByText(/^http:\/\/[0-9a-f]{32}@/);
  return (await dsn.first().textContent()) ?? "";
}

/** The page is loaded again, and the service fails once: the keys stay those that Bitbucket has now. */
async function askForKeysInVain(page: Page): Promise<void> {
  const pipeline = "**/pipeline/integration_pipeline/";
  await page.route(pipeline, (route) => route.fulfill({ status: 500, json: {} }), { times: 1 });
  await page.reload();
  await page.getByRole("button", { name: "Try again" }).click();
}

test("from nothing to an issue that a push has resolved, without reading anything before", async () => {
  const { clone } = await createRepository(world, "SHOP", "storefront");
  const page = await open(world.serviceUrl, atBitbucket(world, [404, 500]));
  const dsn = await makeProject(page);
  await page.getByRole("link", { name: "Connect Bitbucket Server" }).click();

  await typeAddress(page, `${world.bitbucket.url}/projects/SHOP`);
  await page.getByText("Bitbucket 9.4.0 answers").waitFor();
  await expectNoViolations(page);
  await page.getByRole("button", { name: "Continue" }).click();

  await page.getByText("Atlassian product", { exact: true }).waitFor();
  await expectNoViolations(page);
  await screenshot(page, "install-oauth");
  await addApplicationLink(page, world.bitbucket);
  await askForKeysInVain(page);
  await page.getByRole("button", { name: "Continue in Bitbucket" }).click();
  await page.getByRole("button", { name: "Allow" }).click();

  await page.waitForURL(/\/organizations\/acme\/integrations\/\d+\/$/);
  await page.getByText("Connected").waitFor();
  await page.getByRole("checkbox", { name: "SHOP/storefront" }).check();
  await expectNoViolations(page);
  await page.getByRole("button", { name: "Link the repository" }).click();
  const row = page.getByRole("row", { name: "SHOP/storefront" });
  await row.getByText("Alive").waitFor();

  const { values } = await world.bitbucket.call<{ values: { consumerKey: string }[] }>(
    "GET",
    "/sandbox/oauth/consumers",
  );
  for (const { consumerKey } of values) {
    await world.bitbucket.call("POST", "/sandbox/oauth/revoke", { consumerKey });
  }
  await page.getByRole("tab", { name: "Connection" }).click();
  await page.getByRole("button", { name: "Check now" }).click();
  await page.getByText("Not connected", { exact: true }).waitFor();
  await page.getByRole("link", { name: "Integrations 1 not connected" }).waitFor();
  await expectNoViolations(page);
  await screenshot(page, "approve-again");
  await page.getByRole("button", { name: "Approve again in Bitbucket" }).click();
  await page.getByRole("button", { name: "Allow" }).click();
  await page.getByText("Connected", { exact: true }).waitFor();
  await row.getByText("Alive").waitFor();

  await reportCrash(dsn, { fingerprint: "checkout" });
  expect(await row.getByRole("cell").nth(1).textContent()).toBe("never");
  await screenshot(page, "integration");
  await page.getByRole("link", { name: "Issues" }).click();
  await page.getByRole("link", { name: "crash checkout" }).click();
  await page.getByText("It is new and open.").waitFor();
  await git(clone, "commit", "--quiet", "--allow-empty", "-m", "Fixes SHOP-1");
  await git(clone, "push", "--quiet", "origin", "main");
  await page.getByText("It is resolved in commit").waitFor();
  await page.goBack();
  await page.goBack();
  await row.getByRole("cell").nth(1).getByText("just now").waitFor();
  await expectNoViolations(page);
}, 90_000);
