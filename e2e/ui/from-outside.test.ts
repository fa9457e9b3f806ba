import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { git } from "../world/git.ts";
import { getIssue } from "../world/issue.ts";
import { pushesDone } from "../world/pushes-done.ts";
import { createProject, reportCrash } from "../world/report-crash.ts";
import { expectToSee } from "./expect-to-see.ts";
import { useBrowser } from "./open-browser.ts";
import { type Shop, startShop } from "./start-shop.ts";

/** Each would make the page a picture that is not there, and run what is to happen then. */
const attack = (name: string) => `<img src=x onerror=globalThis.ran='${name}'>`;
const MESSAGE = attack("message");
const AUTHOR = attack("author");
const FILE = attack("file");
const REPOSITORY = attack("repository");
const TITLE = attack("title");
const VERSION = attack("version");
/** A ref has no spaces, and HTML takes slashes as well. */
const BRANCH = "<img/src=x/onerror=globalThis.ran='branch'>";
/** Git takes angle brackets out of names: what is left would have to be decoded twice. */
const GIT_AUTHOR = "&lt;img src=x onerror=globalThis.ran='git author'&gt; Ann";
const SHA = "a".repeat(40);
const ACME = "/organizations/acme";

const open = useBrowser();
let shop: Shop;
let pushed: string;

beforeAll(async () => {
  shop = await startShop();
  const dsn = await createProject(shop, "cart");
  await reportCrash(dsn, { fingerprint: "title", type: TITLE, message: TITLE, release: VERSION });
  await git(shop.clone, "checkout", "--quiet", "-b", BRANCH);
  pushed = await shop.push(
    `${MESSAGE}\n\nFixes SHOP-1, CART-1 ${MESSAGE}`,
    FILE,
    `${GIT_AUTHOR} <mallory@example.com>`,
  );
  await pushesDone(shop);
  await shop.service.call("POST", `${ACME}/releases/`, {
    version: VERSION,
    projects: ["cart"],
    commits: [
      {
        id: SHA,
        repository: REPOSITORY,
        message: `${MESSAGE}\n\nFixes CART-1`,
        author_name: AUTHOR,
        author_email: "eve@example.com",
        patch_set: [{ path: FILE, type: "A" }],
      },
    ],
  });
});

afterAll(() => shop.close());

/** Expects that a page shows all of the texts, and that no browser took one of them for anything else. */
async function expectAsText(page: Page, texts: string[]): Promise<void> {
  for (const text of texts) await expectToSee(page.getByText(text).first());
  expect(await page.locator('img[src="x"], img[src="x/"]').count()).toBe(0);
  expect(await page.evaluate("globalThis.ran")).toBe(undefined);
}

const repositoryNamed = async (name: string) => {
  const repositories = await shop.service.call<{ id: string; name: string }[]>(
    "GET",
    `${ACME}/repos/`,
  );
  const id = repositories.find((repository) => repository.name === name)?.id;
  return `${ACME}/repositories/${id}/`;
};

const newestDelivery = async () => {
  const [newest] = await shop.service.call<{ id: string }[]>("GET", `${ACME}/deliveries/`);
  return `${ACME}/deliveries/${newest?.id}/`;
};

const issueOfCart = async () => `${ACME}/issues/${(await getIssue(shop, "CART-1")).id}/`;

const RELEASE = `${ACME}/releases/${encodeURIComponent(VERSION)}/`;

const PAGES: [name: string, address: () => string | Promise<string>, texts: string[]][] = [
  ["the list of repositories", () => `${ACME}/repositories/`, [REPOSITORY]],
  [
    "the commits that a build sent",
    async () => `${await repositoryNamed(REPOSITORY)}commits/`,
    [REPOSITORY, MESSAGE, AUTHOR, VERSION],
  ],
  [
    "a commit that a build sent",
    async () => `${await repositoryNamed(REPOSITORY)}commits/${SHA}/`,
    [REPOSITORY, MESSAGE, AUTHOR, FILE, VERSION],
  ],
  [
    "the commits that were pushed",
    async () => `${await repositoryNamed("SHOP/storefront")}commits/`,
    [MESSAGE, GIT_AUTHOR, BRANCH],
  ],
  [
    "a commit that was pushed",
    async () => `${await repositoryNamed("SHOP/storefront")}commits/${pushed}/`,
    [MESSAGE, GIT_AUTHOR, BRANCH, FILE],
  ],
  ["a delivery", newestDelivery, [MESSAGE, GIT_AUTHOR, BRANCH, TITLE]],
  ["the list of issues", () => `${ACME}/issues/?query=`, [TITLE]],
  ["an issue", issueOfCart, [TITLE, VERSION, MESSAGE]],
  ["the list of releases", () => `${ACME}/releases/`, [VERSION]],
  ["a release", () => RELEASE, [VERSION, MESSAGE, AUTHOR, REPOSITORY]],
  ["the files of a release", () => `${RELEASE}?tab=files`, [FILE]],
  [
    "a page of that name",
    () => `${ACME}/deliveries/${encodeURIComponent(MESSAGE)}/`,
    ["There is no such delivery."],
  ],
];

test.each(PAGES)("%s shows what others wrote as text", async (_, address, texts) => {
  const page = await open(shop.serviceUrl, {
    storageState: shop.session,
    expectedStatuses: [400, 404],
  });
  await page.goto(await address());
  await expectToSee(page.getByRole("heading", { level: 1 }));
  await expectAsText(page, texts);
});

test("what is searched for stands in its field as it was typed", async () => {
  const page = await open(shop.serviceUrl, { storageState: shop.session });
  await page.goto(`${ACME}/deliveries/?query=${encodeURIComponent(MESSAGE)}`);
  const field = page.getByRole("searchbox", { name: "Search" });
  await expect.poll(() => field.inputValue()).toBe(MESSAGE);
  await expectAsText(page, ["No delivery is like that"]);
});
