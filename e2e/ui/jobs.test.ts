import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { changeDatabase } from "../world/service-database.ts";
import { expectFits } from "./expect-fits.ts";
import { expectNoViolations } from "./expect-no-violations.ts";
import { expectToSee } from "./expect-to-see.ts";
import { failDelivery } from "./fail-delivery.ts";
import { useBrowser } from "./open-browser.ts";
import { pageOpener } from "./page-opener.ts";
import { screenshot } from "./screenshot.ts";
import { type Shop, startShop } from "./start-shop.ts";

const open = useBrowser();
const JOBS = "/organizations/acme/jobs/";
const SET_ASIDE = `${JOBS}?tab=set-aside`;
const MINUTE_MS = 60_000;

let shop: Shop;

beforeAll(async () => {
  shop = await startShop();
});

afterAll(() => shop.close());

const openPage = pageOpener(open, () => shop);

/** What the service notes each minute, for an hour in which up to 12 jobs waited. */
async function addSamples(): Promise<void> {
  for (let minutes = 60; minutes > 0; minutes -= 5) {
    const waiting = 12 - minutes / 5;
    await changeDatabase(
      shop,
      `insert into job_samples (organization_id, taken_at, waiting, lanes, oldest_age, set_aside)
        values (1, ?, ?, 1, ?, 0)`,
      Date.now() - minutes * MINUTE_MS,
      waiting,
      waiting * MINUTE_MS,
    );
  }
}

describe("the jobs", () => {
  test("are told by how many wait, and how it was, in a chart and in words", async () => {
    await addSamples();
    const page = await openPage(JOBS);
    await expectToSee(page.getByText("Nothing waits"));
    await expectToSee(page.getByRole("img", { name: /^Jobs that wait\. Between 0 and 11 in/ }));
    const age = page.getByRole("img", {
      name: /^Age of the oldest, in seconds\. Between 0 s and/,
    });
    await expectToSee(age.locator("canvas"));
    await expectNoViolations(page);
    await screenshot(page, "jobs");
  });

  test("are told in words where the chart cannot be drawn", async () => {
    const page = await openPage("/", {
      expectedStatuses: [404],
      expectedTexts: ["Failed to fetch dynamically imported module"],
    });
    const drawing = "**/chart-canvas-*.js";
    await page.route(drawing, (route) => route.fulfill({ status: 404 }));
    await page.goto(JOBS);
    await expectToSee(page.getByText(/^Between 0 and 11 in/));
    await expectNoViolations(page);
    await page.unroute(drawing);
    await page.reload();
    await expectToSee(page.locator("canvas").first());
  });

  test("are listed with their state, which stands in the address", async () => {
    const page = await openPage(JOBS);
    await page.getByRole("tab", { name: "All jobs" }).click();
    await page.getByRole("combobox", { name: "State" }).click();
    await page.getByRole("option", { name: "Done" }).click();
    const table = page.getByRole("table", { name: "Jobs" });
    await expectToSee(table.getByText(/^Record the newest commits/));
    expect(new URL(page.url()).search).toBe("?tab=all&state=done");
    await expectNoViolations(page);
    await table.getByRole("link", { name: /^Record the newest commits/ }).click();
    await expectToSee(page.getByRole("table", { name: "Attempts" }).getByText("Done"));
    await expectNoViolations(page);
    await page.goBack();
    await expectToSee(table.getByText(/^Record the newest commits/));
  });

  test("that were set aside are told with their reason, and replayed one by one", async () => {
    const { endFault } = await failDelivery(shop);
    const page = await openPage(SET_ASIDE);
    const table = page.getByRole("table", { name: "Jobs that were set aside" });
    await expectToSee(table.getByText(/Bitbucket rejects the request\.$/));
    await expectNoViolations(page);
    await endFault();
    await table.getByRole("button", { name: /^Replay job/ }).click();
    await expectToSee(page.getByText("Nothing was set aside"));
  });

  test("that were set aside are replayed all at once, or dismissed, when that is meant", async () => {
    await failDelivery(shop);
    const page = await openPage(SET_ASIDE, { width: 360, height: 740 });
    await page.getByRole("button", { name: "Replay all" }).click();
    const dialog = page.getByRole("dialog");
    await expectToSee(dialog.getByText(/Nothing is lost/));
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: /^Dismiss job/ }).click();
    await expectToSee(dialog.getByText(/What it had to do is not done/));
    await expectNoViolations(page);
    await expectFits(page);
    await dialog.getByRole("button", { name: "Dismiss" }).click();
    await expectToSee(page.getByText("Nothing was set aside"));
    await expectFits(page);
  });
});

test("a lane that stands still is told with what it is at", async () => {
  const fault = { kind: "status", status: 400, pathPattern: "/commits", emptyBody: true };
  await shop.bitbucket.call("POST", "/sandbox/faults", fault);
  onTestFinished(() => shop.bitbucket.call<void>("DELETE", "/sandbox/faults"));
  await shop.push("Wait");
  const page = await openPage(JOBS);
  const lanes = page.getByRole("table", { name: "Lanes" });
  await expectToSee(lanes.getByText(/^Failed (once|\d+ times)$/));
  await expectToSee(lanes.getByText("SHOP/storefront"));
  await expectToSee(lanes.getByRole("link", { name: /^Process a delivery/ }));
  await expectNoViolations(page);
});

test("members are told who looks after the jobs", async () => {
  const invited = { email: "bob@example.com", orgRole: "member" };
  const { password } = await shop.service.call<{ password: string }>(
    "POST",
    "/organizations/acme/members/",
    invited,
  );
  const page = await open(shop.serviceUrl, { expectedStatuses: [403] });
  await page.goto(JOBS);
  await page.getByLabel("E-mail address").fill(invited.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByLabel("New password").fill("correct horse battery");
  await page.keyboard.press("Enter");
  await expectToSee(page.getByText("Owners look after the jobs"));
  await expectNoViolations(page);
});
