import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { eventually } from "../world/eventually.ts";
import { changeDatabase, queryDatabase } from "../world/service-database.ts";
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
    await expectToSee(page.getByText("The chart could not be drawn.").first());
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
    const { job, endFault } = await failDelivery(shop);
    const page = await openPage(SET_ASIDE);
    const replay = page.getByRole("button", { name: `Replay job ${job}`, exact: true });
    const row = page.getByRole("row").filter({ has: replay });
    await expectToSee(row.getByText(/Bitbucket rejects the request\.$/));
    await expectNoViolations(page);
    await endFault();
    await replay.click();
    await row.waitFor({ state: "detached" });
  });

  test("that were set aside are replayed all at once, or dismissed, when that is meant", async () => {
    const { job } = await failDelivery(shop);
    const page = await openPage(SET_ASIDE, { width: 360, height: 740 });
    await page.getByRole("button", { name: "Replay all" }).click();
    const dialog = page.getByRole("dialog");
    await expectToSee(dialog.getByText(/Nothing is lost/));
    await dialog.getByRole("button", { name: "Cancel" }).click();
    const dismiss = page.getByRole("button", { name: `Dismiss job ${job}`, exact: true });
    await dismiss.click();
    await expectToSee(dialog.getByText(/What it had to do is not done/));
    await expectNoViolations(page);
    await expectFits(page);
    await dialog.getByRole("button", { name: "Dismiss" }).click();
    await dismiss.waitFor({ state: "detached" });
    await expectFits(page);
  });
});

/** As after hours of failed attempts: the next one is an hour away. */
async function waitLonger(): Promise<void> {
  const lane = `repository:${shop.repositoryId}`;
  const later = Date.now() + 60 * MINUTE_MS;
  await eventually("a time between two attempts", async () => {
    const waiting = "update jobs set run_at = ? where state = 'waiting' and lane = ?";
    await changeDatabase(shop, waiting, later, lane);
    const free = "update lanes set next_run_at = ? where leased_by is null and name = ?";
    await changeDatabase(shop, free, later, lane);
    const [found] = await queryDatabase(
      shop,
      `select 1 from lanes join jobs on jobs.lane = lanes.name
        where leased_by is null and next_run_at = ${later} and run_at = ${later}`,
    );
    return found !== undefined;
  });
}

test("a lane that stands still is told with what it is at, and tried at once when that is asked for", async () => {
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
  await waitLonger();
  await lanes.getByRole("link", { name: /^Process a delivery/ }).click();
  await expectToSee(page.getByText(/^It is tried again in (59 minutes|1 hour)\.$/));
  await shop.push("Wait behind that");
  await page.getByRole("link", { name: "Deliveries", exact: true }).click();
  const row = page.getByRole("table", { name: "Deliveries" }).getByRole("row").nth(1);
  await expectToSee(row.getByText("Pending"));
  await row.getByRole("link", { name: /delivery/ }).click();
  await expectToSee(page.getByText(/^Behind Process a delivery \(\d+\); that is tried again in/));
  await expectNoViolations(page);
  await shop.bitbucket.call("DELETE", "/sandbox/faults");
  await page.getByRole("button", { name: "Try now" }).click();
  await expectToSee(page.getByText("Wait behind that", { exact: true }));
  await expectToSee(page.getByRole("button", { name: "Replay" }));
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
