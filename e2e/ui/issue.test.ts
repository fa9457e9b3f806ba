import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { expectFits } from "./expect-fits.ts";
import { expectFocus } from "./expect-focus.ts";
import { expectNoViolations } from "./expect-no-violations.ts";
import { expectToSee } from "./expect-to-see.ts";
import { type OpenOptions, useBrowser } from "./open-browser.ts";
import { screenshot } from "./screenshot.ts";
import {
  crash,
  makeRelease,
  pushFile,
  report,
  type ReportingShop,
  startReportingShop,
} from "./start-reporting-shop.ts";

const open = useBrowser();
let world: ReportingShop;
const shas: string[] = [];

beforeAll(async () => {
  world = await startReportingShop();
  const mapping = { stackRoot: "/app/", sourceRoot: "", defaultBranch: "main" };
  const { service, web } = world;
  const [repository] = await service.call<{ id: string; integrationId: string }[]>(
    "GET",
    "/organizations/acme/repos/?query=SHOP/web",
  );
  const [project] = await service.call<{ id: string }[]>("GET", "/organizations/acme/projects/");
  await service.call("POST", "/organizations/acme/code-mappings/", {
    ...mapping,
    repositoryId: repository?.id,
    integrationId: repository?.integrationId,
    projectId: project?.id,
  });
  shas.push(await pushFile(web, "Begin the cart", "src/cart.js"));
  await makeRelease(world, "1.0", [{ repository: "SHOP/web", commit: "HEAD" }]);
  shas.push(await pushFile(web, "Count the items", "src/cart.js"));
  await makeRelease(world, "2.0", [{ repository: "SHOP/web", commit: "HEAD" }]);
});

afterAll(() => world.close());

let faults = 0;
let shortId: string;

/** Each test has an issue of its own. */
beforeEach(async () => {
  shortId = `SHOP-${++faults}`;
});

const frame = (filename: string, lineno: number, more: object = {}) => ({
  filename,
  function: "run",
  lineno,
  in_app: true,
  ...more,
});

const library = (name: string) => frame(`/app/node_modules/${name}.js`, 1, { in_app: false });

/** The oldest call first, as SDKs send them. */
const FRAMES = [
  library("router"),
  library("express"),
  frame("/app/src/server.js", 30, { function: "handle" }),
  library("lodash"),
  frame("/app/src/cart.js", 7, {
    function: "countItems",
    pre_context: ["function countItems(cart) {", "  // all of them"],
    context_line: "  return cart.items.length;",
    post_context: ["}"],
  }),
];

/** Reports the fault of this test. */
const fail = (more: object = {}) =>
  report(world.dsn, {
    ...crash(`the cart is empty ${faults}`, FRAMES, "TypeError"),
    fingerprint: [`fault ${faults}`],
    release: "2.0",
    ...more,
  });

async function openIssue(options: OpenOptions = {}): Promise<Page> {
  const { session } = world;
  const page = await open(world.serviceUrl, {
    ...options,
    ...(session && { storageState: session }),
  });
  await page.goto(`/organizations/acme/issues/${shortId}/`);
  await expectToSee(page.getByRole("heading", { name: "the cart is empty", level: 1 }));
  await page.waitForURL(/\/issues\/\d+\/$/);
  return page;
}

const standing = (page: Page) => page.getByRole("status").filter({ hasText: "It is" });
const resolve = (page: Page) => page.getByRole("button", { name: "Resolve", exact: true });

async function chooseHow(page: Page, how: string): Promise<void> {
  await page.getByRole("button", { name: "More ways to resolve" }).click();
  await page.getByRole("menuitem", { name: how }).click();
}

describe("an issue", () => {
  test("tells where it happened, who may have caused it, and leads to the source", async () => {
    await fail({
      tags: { region: "eu" },
      user: { email: "jane@example.com" },
      breadcrumbs: [{ timestamp: Date.now() / 1_000, category: "cart", message: "took the last" }],
      request: { url: "https://shop.example.com/cart", method: "GET" },
    });
    const page = await openIssue();
    await expectToSee(page.getByText("return cart.items.length;"));
    const source = page.getByRole("link", { name: "Open src/cart.js of SHOP/web" });
    expect(await source.getAttribute("href")).toContain(
      `${world.bitbucket.url}/projects/SHOP/repos/web/browse/src/cart.js?at=${shas[1]}#7`,
    );
    await expectToSee(page.getByText("SHOP/web has no such file"));
    expect(await page.getByText("router.js").isVisible()).toBe(false);
    await page.getByText("2 frames of libraries").click();
    await expectToSee(page.getByText("router.js"));
    await page.getByText("Breadcrumbs (1)").click();
    await expectToSee(page.getByText("took the last"));
    await page.locator("summary", { hasText: "Request" }).click();
    const request = page.getByRole("region", { name: "Request" });
    await expectToSee(request.getByText("https://shop.example.com/cart"));
    const suspects = page.getByRole("region", { name: "Suspect commits" });
    await expectToSee(suspects.getByText("Count the items"));
    const tags = page.getByRole("region", { name: "Tags" });
    await expectToSee(tags.getByText("eu", { exact: true }));
    await expectNoViolations(page);
    await screenshot(page, "issue");
  });

  test("fits where it is narrow", async () => {
    await fail();
    const page = await openIssue({ width: 360, height: 740 });
    await expectToSee(page.getByText("return cart.items.length;"));
    await expectToSee(page.getByRole("heading", { name: "Tags" }));
    expect(await page.getByRole("heading", { level: 2 }).allTextContents()).toEqual([
      "Event",
      "Suspect commits",
      "Activity",
      "About this event",
      "Seen",
      "Tags",
    ]);
    await expectFits(page);
    await expectNoViolations(page);
    await screenshot(page, "issue-narrow");
  });

  test("has its events one after another, each with an address", async () => {
    const older = await fail({ timestamp: Date.now() / 1_000 - 60 });
    const newer = await fail();
    const page = await openIssue();
    await expectToSee(page.getByText(newer));
    await page.getByRole("button", { name: "Older" }).click();
    await expectToSee(page.getByText(older));
    expect(new URL(page.url()).searchParams.get("event")).toBe(older);
    await page.goBack();
    await expectToSee(page.getByText(newer));
    const newest = await fail({ tags: { region: "us" } });
    await expectToSee(page.getByText(newest));
    const tags = page.getByRole("region", { name: "Tags" });
    await expectToSee(tags.getByText("us", { exact: true }));
  });

  test("that is not there says so", async () => {
    await fail();
    const { session } = world;
    const options = { expectedStatuses: [404], ...(session && { storageState: session }) };
    const page = await open(world.serviceUrl, options);
    await page.goto("/organizations/acme/issues/SHOP-9999/");
    await expectToSee(page.getByRole("heading", { name: "There is no such page" }));
    await expectToSee(page.getByText("This is not there, or not for you to see."));
    expect(await page.getByRole("button", { name: "Try again" }).count()).toBe(0);
    await expectNoViolations(page);
    await page.getByRole("main").getByRole("link", { name: "Issues" }).click();
    await expectToSee(page.getByRole("table", { name: "Issues" }));
  });
});

describe("an issue is resolved", () => {
  test("by a push, and who looks sees it without loading the page again", async () => {
    await fail();
    const page = await openIssue();
    await expectToSee(page.getByText("It is new and open."));
    const sha = await pushFile(world.web, `Count nothing\n\nFixes ${shortId}`, "src/cart.js");
    await expectToSee(standing(page).getByText("It is resolved in commit"));
    const commit = standing(page).getByRole("link", { name: `Commit ${sha.slice(0, 12)}` });
    expect(await commit.getAttribute("href")).toContain(`/repos/web/commits/${sha}`);
    const activity = page.getByRole("region", { name: "Activity" });
    await expectToSee(activity.getByText("It was named in commit"));
    await expectToSee(activity.getByText("It was resolved in commit"));
    await expectNoViolations(page);
    await screenshot(page, "issue-resolved");
    await expectToSee(activity.getByText("It was seen for the first time."));
  });

  test("now, reopened, and ignored for a day", async () => {
    await fail();
    const page = await openIssue();
    await resolve(page).press("Enter");
    await expectToSee(standing(page).getByText("It is resolved."));
    await expectFocus(standing(page));
    await page.getByRole("button", { name: "Reopen" }).click();
    await expectToSee(standing(page).getByText("It is open."));
    await page.getByRole("button", { name: "Ignore for some time" }).click();
    await expectNoViolations(page);
    await page.getByRole("menuitem", { name: "For a day" }).click();
    await expectToSee(standing(page).getByText("It is ignored until"));
    const activity = page.getByRole("region", { name: "Activity" });
    for (const did of ["resolved it.", "reopened it.", "ignored it."]) {
      await expectToSee(activity.getByText(did));
    }
  });

  test("in the next, the current and another release", async () => {
    await fail();
    const page = await openIssue();
    await chooseHow(page, "In the next release");
    await expectToSee(standing(page).getByText("It is resolved in the next release."));
    for (const [how, version] of [
      ["In the current release", "2.0"],
      ["In another release…", "1.0"],
    ] as const) {
      await page.getByRole("button", { name: "Reopen" }).click();
      await chooseHow(page, how);
      if (version === "1.0") {
        const dialog = page.getByRole("dialog", { name: "Resolve in which release?" });
        await dialog.getByLabel("A part of the version").fill("1.");
        await dialog.getByRole("button", { name: "1.0" }).click();
      }
      await expectToSee(standing(page).getByRole("link", { name: version }));
    }
    await expectNoViolations(page);
  });

  test("in a commit that is picked, by keyboard alone", async () => {
    await fail();
    const page = await openIssue();
    await chooseHow(page, "In a commit…");
    const dialog = page.getByRole("dialog", { name: "Resolve in which commit?" });
    await dialog.getByRole("button", { name: "Close" }).click();
    await expectFocus(page.getByRole("button", { name: "More ways to resolve" }));
    await chooseHow(page, "In a commit…");
    await dialog.getByRole("combobox", { name: "Repository" }).click();
    await page.keyboard.type("web");
    await expect.poll(() => page.getByRole("listbox").getByRole("option").count()).toBe(1);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await dialog.getByRole("textbox", { name: "Commit" }).fill(shas[0]?.slice(0, 8) ?? "");
    const choice = dialog.getByRole("button", { name: "Begin the cart" });
    await expect.poll(() => dialog.getByRole("listitem").count()).toBe(1);
    await expectNoViolations(page);
    await screenshot(page, "resolve-in-commit");
    await choice.focus();
    await page.keyboard.press("Enter");
    await expectToSee(standing(page).getByText("SHOP/web"));
    const { statusDetails } = await world.service.call<{ statusDetails: unknown }>(
      "GET",
      `/organizations/acme/issues/${shortId}/`,
    );
    expect(statusDetails).toEqual({ inCommit: { commit: shas[0], repository: "SHOP/web" } });
  });
});

test("an issue is assigned to a member, and to nobody again", async () => {
  await fail();
  const page = await openIssue();
  const field = page.getByRole("combobox", { name: "Assignee" });
  await field.click();
  await page.getByRole("listbox").getByRole("option").nth(1).click();
  const activity = page.getByRole("region", { name: "Activity" });
  await expectToSee(activity.getByText("took it."));
  await field.click();
  await page.getByRole("option", { name: "Nobody" }).click();
  await expectToSee(activity.getByText("took the assignment away."));
  expect(await field.inputValue()).toBe("Nobody");
});
