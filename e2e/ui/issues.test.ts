import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, startTwoSentrys } from "../relay/two-sentrys.ts";
import { createProject } from "../world/report-crash.ts";
import { expectFits } from "./expect-fits.ts";
import { expectNoViolations } from "./expect-no-violations.ts";
import { expectToSee } from "./expect-to-see.ts";
import { readSession } from "./log-in.ts";
import { type OpenOptions, useBrowser } from "./open-browser.ts";
import { screenshot } from "./screenshot.ts";
import { crash, report, type ReportingShop, startReportingShop } from "./start-reporting-shop.ts";

const ISSUES = "/organizations/acme/issues/";
const HOSTILE = "<img src=x onerror=alert(1)>";

const open = useBrowser();
let world: ReportingShop;

beforeAll(async () => {
  world = await startReportingShop();
  const other = await createProject(world, "till");
  await report(world.dsn, { ...crash("the cart is empty", [], "TypeError"), user: { id: "7" } });
  await report(world.dsn, { ...crash("the cart is empty", [], "TypeError"), user: { id: "8" } });
  await report(world.dsn, crash("payment refused"));
  await report(world.dsn, { ...crash(HOSTILE), transaction: HOSTILE });
  await report(other, { ...crash("the drawer is stuck"), level: "fatal" });
});

afterAll(() => world.close());

async function openIssues(search = "", options: OpenOptions = {}): Promise<Page> {
  const { session } = world;
  const page = await open(world.serviceUrl, {
    ...options,
    ...(session && { storageState: session }),
  });
  await page.goto(ISSUES + search);
  await expectToSee(page.getByRole("heading", { name: "Issues", level: 1 }));
  return page;
}

const table = (page: Page) => page.getByRole("table", { name: "Issues" });
const row = (page: Page, text: string) => table(page).getByRole("row").filter({ hasText: text });

describe("the list of issues", () => {
  test("shows the open ones with how often, by whom and when they were seen", async () => {
    const page = await openIssues();
    const cart = row(page, "TypeError: the cart is empty");
    await expectToSee(cart);
    const cells = await cart.getByRole("cell").allTextContents();
    expect(cells.slice(2, 4)).toEqual(["2", "2"]);
    expect(cells[1]).toContain("SHOP-1");
    await expectNoViolations(page);
    await screenshot(page, "issues");
  });

  test("shows what others wrote as text", async () => {
    const page = await openIssues();
    await expectToSee(row(page, HOSTILE).getByRole("link", { name: HOSTILE }));
    expect(await page.locator("img[src=x]").count()).toBe(0);
  });

  test("is searched in Sentry's words, and the search stands in the address", async () => {
    const page = await openIssues();
    const field = page.getByRole("searchbox", { name: "Search" });
    expect(await field.inputValue()).toBe("is:unresolved");
    await field.fill("is:unresolved level:fatal");
    await field.press("Enter");
    await expectToSee(row(page, "the drawer is stuck"));
    await expect.poll(() => table(page).getByRole("row").count()).toBe(2);
    expect(new URL(page.url()).searchParams.get("query")).toBe("is:unresolved level:fatal");
    await page.goBack();
    await expectToSee(row(page, "payment refused"));
    expect(await field.inputValue()).toBe("is:unresolved");
  });

  test("says what is wrong with a search, and how to write one", async () => {
    const page = await openIssues("?query=is:wrong", { expectedStatuses: [400] });
    const alert = page.getByRole("alert");
    await expectToSee(alert.getByText("The search term is:wrong is not known."));
    await expectNoViolations(page);
    await alert.getByRole("button", { name: "How to search" }).click();
    await expectToSee(page.getByRole("dialog").getByText("release:latest"));
    await expectNoViolations(page);
  });

  test("is narrowed to a project, and sorted", async () => {
    const page = await openIssues();
    await page.getByRole("combobox", { name: "Project" }).fill("TI");
    await page.getByRole("option", { name: "shop" }).waitFor({ state: "detached" });
    await page.getByRole("option", { name: "till" }).click();
    await expectToSee(row(page, "the drawer is stuck"));
    await expect.poll(() => table(page).getByRole("row").count()).toBe(2);
    expect(new URL(page.url()).searchParams.get("project")).toBe("till");
    await page.goto(`${ISSUES}?sort=freq`);
    await expectToSee(row(page, "payment refused"));
    expect(await table(page).getByRole("row").nth(1).textContent()).toContain("the cart is empty");
  });

  test("says what to do where there is nothing", async () => {
    const page = await openIssues("?query=nothing-like-it");
    await expectToSee(page.getByText("The search finds no issue"));
    await expectNoViolations(page);
    await page.getByRole("link", { name: "Show all issues" }).click();
    await expectToSee(row(page, "payment refused"));
  });

  test("fits where it is narrow", async () => {
    const page = await openIssues("", { width: 360, height: 740 });
    await expectToSee(row(page, "payment refused"));
    await expectFits(page);
    await expectNoViolations(page);
    await screenshot(page, "issues-narrow");
  });
});

describe("many issues at once", () => {
  test("are resolved, ignored and reopened, and it says how many", async () => {
    const page = await openIssues("?query=is:unresolved project:shop");
    await page.getByRole("checkbox", { name: "Select SHOP-1" }).check();
    await page.getByRole("checkbox", { name: "Select SHOP-2" }).check();
    await expectToSee(page.getByText("2 selected."));
    await expectNoViolations(page);
    await page.getByRole("button", { name: "Resolve", exact: true }).click();
    await expectToSee(page.getByText("2 issues were resolved."));
    await expectToSee(page.getByText("None selected."));
    await row(page, "payment refused").waitFor({ state: "detached" });

    await page.getByRole("button", { name: "Resolved", exact: true }).click();
    await expectToSee(row(page, "payment refused").getByText("Resolved"));
    await page.getByRole("checkbox", { name: "Select all on this page" }).check();
    await expectToSee(page.getByText("2 selected."));
    await page.getByRole("button", { name: "Ignore", exact: true }).click();
    await expectToSee(page.getByText("2 issues were ignored."));

    await page.getByRole("button", { name: "Ignored", exact: true }).click();
    await page.getByRole("checkbox", { name: "Select SHOP-2" }).check();
    await page.getByRole("button", { name: "Reopen" }).click();
    await expectToSee(page.getByText("1 issue was reopened."));
    const { status } = await world.service.call<{ status: string }>("GET", `${ISSUES}SHOP-2/`);
    expect(status).toBe("unresolved");
    // What somebody else does is seen without a reload.
    await expectToSee(row(page, "the cart is empty"));
    await world.service.call("PUT", `${ISSUES}SHOP-1/`, { status: "resolved" });
    await row(page, "the cart is empty").waitFor({ state: "detached" });
  });

  test("are more than a page shows, after it was asked", async () => {
    const many = await createProject(world, "many");
    for (let n = 0; n < 52; n++) {
      await report(many, { ...crash(`fault ${n}`), fingerprint: [`f${n}`] });
    }
    const page = await openIssues("?query=project:many");
    await expectToSee(row(page, "fault 51"));
    await page.getByRole("checkbox", { name: "Select all on this page" }).check();
    await expectToSee(page.getByText("50 selected."));
    const everything = page.getByRole("button", { name: "Select all that match" });
    await everything.click();
    await page.getByRole("button", { name: "All", exact: true }).click();
    await expectToSee(page.getByText("None selected."));
    await page.goBack();
    await expectToSee(page.getByText("None selected."));
    await page.getByRole("checkbox", { name: "Select all on this page" }).check();
    await everything.click();
    await page.getByRole("button", { name: "Resolve", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Resolve all that match?" });
    await expectToSee(dialog.getByText('the search "project:many" finds'));
    await expectNoViolations(page);
    await dialog.getByRole("button", { name: "Resolve" }).click();
    await expectToSee(page.getByText("52 issues were resolved."));
    const path = `${ISSUES}?query=${encodeURIComponent("project:many is:unresolved")}`;
    expect(await world.service.call("GET", path)).toEqual([]);
  });
});

test("an organization that relays leads to where its issues and releases live", async () => {
  const both = await startTwoSentrys();
  await connect(both, await both.makeToken());
  const session = await readSession(both.relay);
  const page = await open(both.relay.serviceUrl, { ...(session && { storageState: session }) });
  const there = `${both.upstream.serviceUrl}/organizations/upstream-org/`;
  for (const [area, sentence] of [
    ["issues", "The issues of this organization live in the Sentry that it relays to."],
    ["releases", "the releases there are the ones that count"],
  ]) {
    await page.goto(`/organizations/acme/${area}/`);
    await expectToSee(page.getByText(sentence ?? ""));
    const link = page.getByRole("link", { name: "Open them at" });
    expect(await link.getAttribute("href")).toBe(`${there}${area}/`);
    await expectNoViolations(page);
  }
}, 60_000);
