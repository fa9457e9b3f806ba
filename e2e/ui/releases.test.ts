import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { git } from "../world/git.ts";
import { expectFits } from "./expect-fits.ts";
import { expectNoViolations } from "./expect-no-violations.ts";
import { expectToSee } from "./expect-to-see.ts";
import { type OpenOptions, useBrowser } from "./open-browser.ts";
import { pageOpener } from "./page-opener.ts";
import { screenshot } from "./screenshot.ts";
import {
  crash,
  makeRelease,
  pushFile,
  report,
  type ReportingShop,
  startReportingShop,
} from "./start-reporting-shop.ts";

const RELEASES = "/organizations/acme/releases/";
const HOSTILE = "<img src=x onerror=alert(1)>";

const open = useBrowser();
let world: ReportingShop;

/** `1.0` of both repositories, which resolves what `0.9` reported, `2.0` of a tag that is not there. */
beforeAll(async () => {
  world = await startReportingShop();
  const { dsn, web, api, service } = world;
  await report(dsn, { ...crash("the cart is empty"), release: "0.9" });
  await pushFile(web, "Fixes SHOP-1", "src/cart.js");
  await pushFile(api, HOSTILE, "src/<b>.js");
  await makeRelease(world, "1.0", [
    { repository: "SHOP/web", commit: "main" },
    { repository: "SHOP/api", commit: "main" },
  ]);
  await report(dsn, { ...crash("payment refused"), release: "1.0" });
  const deploy = { environment: "production", name: "first", url: "https://ci.example.com/7" };
  await service.call("POST", `${RELEASES}1.0/deploys/`, deploy);
  await makeRelease(world, "2.0", [{ repository: "SHOP/web", commit: "v2.0" }]);
});

afterAll(() => world.close());

const openAt = pageOpener(open, () => world);
const openPage = (path: string, options?: OpenOptions) => openAt(RELEASES + path, options);

async function expectLinksToBitbucket(page: Page): Promise<void> {
  const file = page.getByRole("link", { name: "src/<b>.js" });
  const browse = `${world.bitbucket.url}/projects/SHOP/repos/api/browse/src/%3Cb%3E.js?at=`;
  const href = (await file.getAttribute("href")) ?? "";
  expect(href).toContain(browse);
  const commit = page.getByRole("link", { name: `Commit ${href.slice(-40, -28)}` });
  expect(await commit.getAttribute("href")).toMatch(/\/repos\/api\/commits\/[0-9a-f]{40}$/);
}

const row = (page: Page, name: string) =>
  page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });

describe("the list of releases", () => {
  test("tells commits, authors, new issues, deploys and how each is taken up", async () => {
    const page = await openPage("");
    const first = row(page, "1.0");
    await expectToSee(first);
    const cells = await first.getByRole("cell").allTextContents();
    expect(cells.slice(1, 5)).toEqual([
      "shop",
      expect.stringMatching(/^4by /),
      "1",
      expect.stringMatching(/^1last to production/),
    ]);
    const chart = first.getByRole("img", { name: /^Events of 1.0 by day. 1 event in 14 days/ });
    await expectToSee(chart);
    await expectToSee(row(page, "2.0").getByText("Commits are missing"));
    await expectNoViolations(page);
    await screenshot(page, "releases");
  });

  test("is searched, and says so when there is none", async () => {
    const page = await openPage("");
    await expectToSee(row(page, "1.0"));
    await page.getByRole("searchbox", { name: "A part of the version" }).fill("2.");
    await row(page, "1.0").waitFor({ state: "detached" });
    await expectToSee(row(page, "2.0"));
    expect(new URL(page.url()).searchParams.get("query")).toBe("2.");
    await page.goto(`${RELEASES}?query=none-like-it`);
    await expectToSee(page.getByText("No release is like this"));
    await expectNoViolations(page);
  });

  test("fits where it is narrow", async () => {
    const page = await openPage("", { width: 360, height: 740 });
    await expectToSee(row(page, "1.0"));
    await expectFits(page);
    await expectNoViolations(page);
  });
});

describe("a release", () => {
  test("has its commits by repository, with what others wrote as text", async () => {
    const page = await openPage("1.0/");
    const commits = page.getByRole("table", { name: "Commits" });
    await expectToSee(commits.getByText("Fixes SHOP-1"));
    await expectToSee(commits.getByText(HOSTILE).first());
    expect(await page.locator("img[src=x]").count()).toBe(0);
    await expectNoViolations(page);
    await screenshot(page, "release");
    await page.getByRole("combobox", { name: "Repository" }).click();
    await page.getByRole("option", { name: "SHOP/web" }).click();
    await commits.getByText(HOSTILE).first().waitFor({ state: "detached" });
    expect(await commits.getByRole("row").count()).toBe(3);
    expect(new URL(page.url()).searchParams.get("repository")).toMatch(/^\d+$/);
    await commits.getByRole("row").nth(1).getByRole("link").first().click();
    await page.waitForURL(/\/repositories\/\d+\/commits\/[0-9a-f]{40}\/$/);
  });

  test("has a tab for each thing that is known of it", async () => {
    const page = await openPage("1.0/");
    for (const [tab, seen, name] of [
      ["Files changed", "src/<b>.js", "files"],
      ["Resolved issues", "the cart is empty", "resolved"],
      ["New issues (1)", "payment refused", "new"],
      ["Deploys (1)", "https://ci.example.com/7", "deploys"],
    ] as const) {
      await page.getByRole("tab", { name: tab }).click();
      await expectToSee(page.getByRole("tabpanel").getByText(seen).first());
      expect(new URL(page.url()).searchParams.get("tab")).toBe(name);
      if (name === "files") await expectLinksToBitbucket(page);
    }
    await expectNoViolations(page);
    await page.goBack();
    await expectToSee(page.getByRole("table", { name: "New issues" }));
    await page.reload();
    await expectToSee(page.getByRole("table", { name: "New issues" }));
  });

  test("whose commits could not be fetched says why, and fetches them again", async () => {
    const page = await openPage("2.0/");
    const notice = page.getByRole("alert");
    await expectToSee(notice.getByText("v2.0 is no commit, branch or tag of SHOP/web."));
    await expectToSee(page.getByText("It has no commits"));
    await expectNoViolations(page);
    await screenshot(page, "release-failed");
    await pushFile(world.web, "Make it two");
    await git(world.web, "tag", "v2.0");
    await git(world.web, "push", "--quiet", "origin", "v2.0");
    await page.getByRole("button", { name: "Fetch them again" }).click();
    await notice.waitFor({ state: "detached" });
    await expectToSee(page.getByRole("table", { name: "Commits" }).getByText("Make it two"));
  });

  test("fits where it is narrow", async () => {
    const page = await openPage("1.0/", { width: 360, height: 740 });
    await expectToSee(page.getByText("Fixes SHOP-1"));
    await expectFits(page);
    await expectNoViolations(page);
  });

  test("that is not there says so", async () => {
    const page = await openPage("9.9/", { expectedStatuses: [404] });
    await expectToSee(page.getByRole("heading", { name: "There is no such page" }));
    await page.getByRole("main").getByRole("link", { name: "Releases" }).waitFor();
  });
});
