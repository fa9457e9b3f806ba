import { randomBytes } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listHooks } from "../world/list-hooks.ts";
import { pushesDone } from "../world/pushes-done.ts";
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
const DELIVERIES = "/organizations/acme/deliveries/";
const LIVE = "Live: new deliveries appear by themselves.";

let shop: Shop;

beforeAll(async () => {
  shop = await startShop();
});

afterAll(() => shop.close());

const openPage = pageOpener(open, () => shop);

const rowsOf = (page: Page) =>
  page.getByRole("table", { name: "Deliveries" }).getByRole("row").filter({ hasText: "Valid" });

const MARKUP = "<img src=x onerror=alert(1)>";

/** As a Bitbucket would whose webhook has another secret than ours. */
async function sendWronglySigned(): Promise<void> {
  const [hook] = await listHooks(shop.bitbucket, "SHOP", "storefront");
  const answer = await fetch(hook?.url ?? "", {
    method: "POST",
    headers: {
      "x-event-key": "repo:refs_changed",
      "x-hub-signature": `sha256=${randomBytes(32).toString("hex")}`,
      "user-agent": MARKUP,
    },
    body: "{}",
  });
  expect(answer.status).toBe(401);
}

/** Has the newest delivery as if it had come more often. */
async function repeatDelivery(times: number): Promise<void> {
  await changeDatabase(
    shop,
    `insert into deliveries (organization_id, integration_id, repository_id, event_key, headers,
        verdict, state, received_at, finished_at, body)
      with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ?)
      select organization_id, integration_id, repository_id, event_key, headers,
        verdict, state, received_at, finished_at, body
      from deliveries, numbers where id = (select max(id) from deliveries)`,
    times,
  );
}

describe("what was refused", () => {
  test("is pointed at where nothing has arrived, and leads to what puts it right", async () => {
    const page = await openPage(DELIVERIES);
    await expectToSee(page.getByText("Nothing has arrived yet"));
    await expectNoViolations(page);
    await Promise.all([sendWronglySigned(), sendWronglySigned()]);
    await page.getByRole("link", { name: "See what was refused" }).click();
    const refused = page.getByRole("table", { name: "Refused deliveries" });
    const row = refused.getByRole("row", { name: "SHOP/storefront" });
    await expectToSee(row.getByText("Signature does not match the secret"));
    await expectToSee(row.getByText(MARKUP));
    await expectToSee(page.getByRole("tab", { name: "Refused (2)" }));
    await expectToSee(row.getByRole("cell", { name: /^2/ }));
    await expectNoViolations(page);
    await screenshot(page, "refused-deliveries");
    await page.setViewportSize({ width: 360, height: 740 });
    await expectFits(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    await row.getByRole("link", { name: "Rotate the secret" }).click();
    await page.getByRole("button", { name: "Actions for SHOP/storefront" }).click();
    await page.getByRole("menuitem", { name: "Rotate the secret" }).click();
    await expectToSee(page.getByText("The webhook of SHOP/storefront has another secret."));
    await page.goBack();
    await page.getByRole("combobox", { name: "Reason" }).click();
    await page.getByRole("option", { name: "Too large" }).click();
    await expectToSee(page.getByText("None was refused like that"));
  });
});

describe("the list of deliveries", () => {
  test("shows a push as it arrives", async () => {
    const page = await openPage(DELIVERIES);
    await expectToSee(page.getByText(LIVE));
    await shop.push("Arrive");
    const row = rowsOf(page).first();
    await expectToSee(row.getByText("SHOP/storefront"));
    await expectToSee(row.getByText("Processed"));
    await expectToSee(row.getByText("repo:refs_changed"));
    // Highlighted, unless less motion is wanted.
    expect(await row.getAttribute("data-new")).toBe("true");
    await expectNoViolations(page);
    await screenshot(page, "deliveries");
  });

  test("moves nothing under the mouse: what arrives then waits until it has left", async () => {
    await shop.push("Be there already");
    const page = await openPage(DELIVERIES);
    const before = await rowsOf(page).first().getByRole("link").textContent();
    await rowsOf(page).first().hover();
    await shop.push("Arrive meanwhile");
    await expectToSee(page.getByRole("status").getByText("1 new delivery appears"));
    expect(await rowsOf(page).first().getByRole("link").textContent()).toBe(before);
    await page.getByRole("heading", { level: 1 }).hover();
    await expectToSee(page.getByText(LIVE));
    await expect.poll(() => rowsOf(page).first().getByRole("link").textContent()).not.toBe(before);
  });

  test("is live again back at its first page, which keyboard and address lead to", async () => {
    await shop.push("Be on more than a page");
    await pushesDone(shop);
    await repeatDelivery(60);
    const page = await openPage(DELIVERIES);
    const [next, previous] = ["Next", "Previous"].map((name) => page.getByRole("button", { name }));
    await next?.press("Enter");
    await expectToSee(page.getByText("New deliveries appear on the first page."));
    await previous?.press("Enter");
    await expectToSee(page.getByText(LIVE));
    expect(new URL(page.url()).search).toBe("");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Previous");
    const before = await rowsOf(page).first().getByRole("link").textContent();
    await shop.push("Arrive after paging");
    await expect.poll(() => rowsOf(page).first().getByRole("link").textContent()).not.toBe(before);
  });

  test("is narrowed by what stands in its address, and going back takes that away", async () => {
    await shop.push("Be found");
    await pushesDone(shop);
    const page = await openPage(DELIVERIES);
    await rowsOf(page).first().waitFor();
    await page.getByLabel("Search").fill("no/such");
    await expectToSee(page.getByText("No delivery is like that"));
    expect(new URL(page.url()).searchParams.get("query")).toBe("no/such");
    await page.goBack();
    await expectToSee(rowsOf(page).first());
    expect(await page.getByLabel("Search").inputValue()).toBe("");
    await page.getByRole("combobox", { name: "State" }).click();
    await page.getByRole("option", { name: "Ignored" }).click();
    await expectToSee(page.getByText("No delivery is like that"));
    await page.reload();
    await expectToSee(page.getByText("No delivery is like that"));
  });

  test("fits where it is narrow", async () => {
    await shop.push("Fit");
    const page = await openPage(DELIVERIES, { width: 360, height: 740 });
    await rowsOf(page).first().waitFor();
    await expectFits(page);
    await expectNoViolations(page);
  });

  test("tells when the service does not answer, keeps what it had, and goes on by itself", async () => {
    await shop.push("Stay");
    const page = await openPage(DELIVERIES, { expectedStatuses: [503] });
    await rowsOf(page).first().waitFor();
    await page.route("**/deliveries/**", (route) => route.fulfill({ status: 503, json: {} }));
    await expectToSee(page.getByText("Not live. The service is busy or starting."));
    expect(await rowsOf(page).count()).toBeGreaterThan(0);
    await page.unroute("**/deliveries/**");
    await expectToSee(page.getByText(LIVE));
  });
});

describe("a delivery", () => {
  test("shows what was sent without its secrets, and what came of it", async () => {
    await shop.push("Fix the cart\n\nFixes SHOP-1 and SHOP-99");
    await pushesDone(shop);
    const page = await openPage(DELIVERIES);
    await rowsOf(page).first().getByRole("link").click();
    await expectToSee(page.getByRole("heading", { name: /^Delivery \d+$/, level: 1 }));
    const outcome = page.getByRole("region", { name: "What came of it" });
    await expectToSee(outcome.getByText("Fix the cart"));
    await expectToSee(outcome.getByText("SHOP-1").first());
    await expectToSee(outcome.getByText("Issues resolved"));
    await expectToSee(outcome.getByText("There is no issue SHOP-99 in the project shop."));
    const body = await page.getByRole("region", { name: "Body as text" }).textContent();
    expect(body).toContain('"eventKey": "repo:refs_changed"');
    await expectToSee(page.getByText("x-hub-signature"));
    expect(await page.content()).not.toMatch(/sha256=[0-9a-f]{64}/);
    await expectNoViolations(page);
    await screenshot(page, "delivery");
    await page.goBack();
    await expectToSee(rowsOf(page).first());
  });

  test("that failed tells why at each attempt, and is replayed", async () => {
    const { id, endFault } = await failDelivery(shop);
    const page = await openPage(DELIVERIES);
    const row = rowsOf(page).filter({ hasText: `delivery ${id}` });
    await expectToSee(row.getByText("Failed"));
    await row.getByRole("link").click();
    await expectToSee(page.getByRole("heading", { name: `Delivery ${id}` }));
    const attempts = page.getByRole("table", { name: "Attempts" });
    await attempts.getByText("Details").first().click();
    await expectToSee(attempts.getByText(/^\[400\] \(GET /).first());
    await expectNoViolations(page);
    await endFault();
    await page.getByRole("button", { name: "Replay" }).click();
    await expectToSee(page.getByText("Processed", { exact: true }));
    await expectToSee(attempts.getByText("Done"));
    await expectToSee(page.getByText("Nobody tells of this", { exact: true }));
  });

  test("that is not there is told in a sentence", async () => {
    const page = await openPage(`${DELIVERIES}none/`, { expectedStatuses: [404] });
    await expectToSee(
      page.getByText(/There is no such delivery.*when their repository is unlinked/),
    );
    await expectNoViolations(page);
  });
});
