import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { git } from "../world/git.ts";
import { pushesDone } from "../world/pushes-done.ts";
import { addManyCommits } from "./add-many-commits.ts";
import { expectFits } from "./expect-fits.ts";
import { expectNoViolations } from "./expect-no-violations.ts";
import { expectToSee } from "./expect-to-see.ts";
import { type OpenOptions, useBrowser } from "./open-browser.ts";
import { pageOpener } from "./page-opener.ts";
import { screenshot } from "./screenshot.ts";
import { type Shop, startShop } from "./start-shop.ts";

const open = useBrowser();
const REPOSITORIES = "/organizations/acme/repositories/";
const MANY = 1_000_000;

let shop: Shop;
let sha: string;

beforeAll(async () => {
  shop = await startShop();
  sha = await shop.push("Fix the cart\n\nFixes SHOP-1");
  await git(shop.clone, "checkout", "--quiet", "-b", "feature/gift-cards");
  await shop.push("Add gift cards", "gift-cards.js");
  await pushesDone(shop);
  const refs = [{ repository: "SHOP/storefront", commit: sha }];
  const release = { version: "shop@1.0.0", projects: ["shop"], refs };
  await shop.service.call("POST", "/organizations/acme/releases/", release);
  await addManyCommits(shop, shop.repositoryId, MANY);
});

afterAll(() => shop.close());

const openPage = pageOpener(open, () => shop);

const openCommits = (options: OpenOptions = {}) =>
  openPage(`${REPOSITORIES}${shop.repositoryId}/commits/`, options);

const rowsOf = (page: Page) =>
  page
    .getByRole("table", { name: "Commits" })
    .getByRole("row")
    .filter({ has: page.getByRole("cell") });

describe("the list of repositories", () => {
  test("finds one by a part of its name, and leads to its commits", async () => {
    const page = await openPage(REPOSITORIES);
    const table = page.getByRole("table", { name: "Repositories" });
    await expectToSee(table.getByText("Alive"));
    await expectToSee(table.getByText("main"));
    await expectNoViolations(page);
    await screenshot(page, "repositories");
    await page.getByLabel("Search").fill("nowhere");
    await expectToSee(page.getByText("No repository is called that"));
    await page.getByLabel("Search").fill(sha.slice(0, 7));
    const found = page.getByRole("region", { name: "Commits with this sha" });
    await expectToSee(found.getByRole("link", { name: sha.slice(0, 12), exact: true }));
    await page.getByLabel("Search").fill("FRONT");
    await table.getByRole("link", { name: "SHOP/storefront", exact: true }).click();
    await expectToSee(page.getByRole("heading", { name: "SHOP/storefront", level: 1 }));
  });

  test("fits where it is narrow", async () => {
    const page = await openPage(REPOSITORIES, { width: 360, height: 740 });
    await expectToSee(page.getByRole("link", { name: "SHOP/storefront", exact: true }));
    await expectFits(page);
    await expectNoViolations(page);
  });
});

describe(`the list of ${MANY} commits`, () => {
  test("shows where each has come, what it names, and the release that has it", async () => {
    const page = await openCommits();
    const [newest, fix] = [rowsOf(page).first(), rowsOf(page).nth(1)];
    await expectToSee(newest.getByText("Add gift cards"));
    await expectToSee(newest.getByText("feature/gift-cards"));
    for (const text of ["Fix the cart", "Ann Example", "main", "SHOP-1 resolved", "shop@1.0.0"]) {
      await expectToSee(fix.getByText(text, { exact: true }));
    }
    const link = fix.getByRole("link", { name: `Open ${sha.slice(0, 12)} in Bitbucket` });
    expect(await link.getAttribute("href")).toBe(
      `${shop.bitbucket.url}/projects/SHOP/repos/storefront/commits/${sha}`,
    );
    await expectNoViolations(page);
    await screenshot(page, "commits");
  });

  test("is paged through to and fro, each page with its own address", async () => {
    const page = await openCommits();
    await expectToSee(rowsOf(page).getByText("Add gift cards"));
    await page.getByRole("button", { name: "Next" }).click();
    await expect.poll(() => rowsOf(page).first().textContent()).toContain(`Change ${MANY - 47}`);
    await page.reload();
    await expectToSee(
      rowsOf(page)
        .first()
        .getByText(`Change ${MANY - 47}`, { exact: true }),
    );
    await page.getByRole("button", { name: "Next" }).click();
    await expectToSee(
      rowsOf(page)
        .first()
        .getByText(`Change ${MANY - 97}`, { exact: true }),
    );
    await page.goBack();
    await expectToSee(
      rowsOf(page)
        .first()
        .getByText(`Change ${MANY - 47}`, { exact: true }),
    );
    await page.getByRole("button", { name: "Previous" }).click();
    await expectToSee(rowsOf(page).getByText("Add gift cards"));
  });

  test("is searched by sha and by author, and says what it cannot search for", async () => {
    const page = await openCommits();
    const search = page.getByLabel("Search");
    await search.fill("fix the");
    await expectToSee(page.getByText("All are shown."));
    await search.fill(sha.slice(0, 8));
    await expect.poll(() => rowsOf(page).count()).toBe(1);
    await expectToSee(rowsOf(page).getByText("Fix the cart"));
    await search.fill("ann@example.com");
    await expectToSee(rowsOf(page).getByText("Add gift cards"));
    await search.fill("nobody@example.com");
    await expectToSee(page.getByText("No commit is like that"));
    await page.goBack();
    await expectToSee(rowsOf(page).getByText("Add gift cards"));
    expect(await search.inputValue()).toBe("");
  });

  test("of a repository that is not there is told in a sentence", async () => {
    const path = `${REPOSITORIES}4711/commits/`;
    const page = await openPage(path, { expectedStatuses: [404] });
    await expectToSee(page.getByText("There is no repository 4711."));
    await page.getByRole("link", { name: "All repositories" }).waitFor();
    await expectNoViolations(page);
  });

  test("fits where it is narrow", async () => {
    const page = await openCommits({ width: 360, height: 740 });
    await expectToSee(rowsOf(page).getByText("Add gift cards"));
    await expectFits(page);
    await expectNoViolations(page);
  });
});

describe("a commit", () => {
  test("shows its message, and the files that it changed", async () => {
    const page = await openCommits();
    await page.getByRole("link", { name: "Add gift cards" }).click();
    await expectToSee(page.getByRole("heading", { name: "Add gift cards", level: 1 }));
    const files = page.getByRole("table", { name: "Changed files" });
    await expectToSee(files.getByText("gift-cards.js"));
    await expectToSee(files.getByText("Added"));
    await expectToSee(page.getByText("Ann Example (ann@example.com)"));
    await expectNoViolations(page);
    await page.goBack();
    await page.getByRole("link", { name: "Fix the cart" }).click();
    await expectToSee(page.getByText("Fixes SHOP-1"));
    await expectToSee(page.getByText("shop@1.0.0"));
  });

  test("that is not recorded is told in a sentence", async () => {
    const path = `${REPOSITORIES}${shop.repositoryId}/commits/${"f".repeat(40)}/`;
    const page = await openPage(path, { expectedStatuses: [404] });
    await expectToSee(page.getByText(/No commit f+ of SHOP\/storefront is recorded/));
    await expectNoViolations(page);
  });
});
