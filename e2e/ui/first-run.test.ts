import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changeDatabase } from "../world/service-database.ts";
import { startTestWorld } from "../world/start-test-world.ts";
import type { World } from "../world/start-world.ts";
import { expectFits } from "./expect-fits.ts";
import { expectToSee } from "./expect-to-see.ts";
import { expectNoViolations } from "./expect-no-violations.ts";
import { readSession } from "./log-in.ts";
import { useBrowser } from "./open-browser.ts";
import { screenshot } from "./screenshot.ts";

const open = useBrowser();
const OWN_PASSWORD = "correct horse battery";
let world: World;

beforeAll(async () => {
  // Without one it makes its own, and prints it.
  world = await startTestWorld({ ADMIN_PASSWORD: "" });
});

afterAll(() => world.close());

test("the first visit leads from the printed password to a DSN and a snippet", async () => {
  const page = await open(world.serviceUrl, {
    permissions: ["clipboard-read", "clipboard-write"],
    expectedStatuses: [403],
  });
  await page.goto("/");
  await expectToSee(page.getByRole("heading", { name: "Welcome" }));
  await expectNoViolations(page);
  await makeAccount(page);
  await nameOrganization(page);
  await makeProject(page);

  await expectToSee(page.getByText("The project shop is there."));
  const dsn = await readDsn();
  await expectToSee(page.getByRole("link", { name: "Later" }));
  await expectToSee(page.getByRole("link", { name: "You have a Sentry already" }));
  await expectToSee(page.getByText(`sentry_sdk.init(dsn="${dsn}")`));
  await expectNoViolations(page);
  await screenshot(page, "first-run");
  await page.getByRole("button", { name: "Copy DSN" }).click();
  await expectToSee(page.getByRole("status").getByText("Copied DSN."));
  expect(await page.evaluate("navigator.clipboard.readText()")).toBe(dsn);
  await page.getByRole("tab", { name: "Go" }).click();
  await expectToSee(page.getByText("sentry.Init(sentry.ClientOptions"));

  await page.goBack();
  await expectToSee(page.getByText("import sentry_sdk"));
  await page.setViewportSize({ width: 360, height: 740 });
  await expectFits(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole("link", { name: "Connect Bitbucket Server" }).click();
  await page.waitForURL(/\/bitbucket_server\/install\//);
  await expectToSee(page.getByText("Acme Inc.", { exact: true }));
}, 90_000);

test("who is of two organizations has a menu that leads from one to the other", async () => {
  await changeDatabase(
    world,
    "insert into organizations (slug, name, resolve_on, created_at) values ('other', 'Other Ltd', 'release', 0)",
  );
  await changeDatabase(
    world,
    "insert into members (organization_id, user_id, role) select id, 1, 'owner' from organizations where slug = 'other'",
  );
  const login = { username: "ann@example.com", password: OWN_PASSWORD };
  const page = await open(world.serviceUrl, { storageState: await readSession(world, login) });
  await page.goto("/organizations/acme/doctor/");
  await page.getByRole("button", { name: "Organization Acme Inc." }).focus();
  await page.keyboard.press("Enter");
  const other = page.getByRole("menuitem", { name: "Other Ltd" });
  expect(await other.getAttribute("href")).toBe("/organizations/other/issues/");
  await expectNoViolations(page);
  await other.press("Enter");
  await expectToSee(page.getByRole("button", { name: "Organization Other Ltd" }));
});

test("who comes later is asked to log in, with the account that the owner made", async () => {
  const page = await open(world.serviceUrl);
  await page.goto("/welcome/");
  await page.getByLabel("E-mail address").fill("ann@example.com");
  await page.getByLabel("Password", { exact: true }).fill(OWN_PASSWORD);
  await page.getByRole("button", { name: "Log in" }).click();
  await expectToSee(page.getByText("ann@example.com"));
});

test("who may not set it up sees its pages, and finds the way out of the first run", async () => {
  const username = "bob@example.com";
  const { password } = await world.service.call<{ password: string }>(
    "POST",
    "/organizations/acme/members/",
    { email: username, orgRole: "member" },
  );
  await world.service.call("DELETE", "/projects/acme/shop/");
  const login = { username, password, newPassword: OWN_PASSWORD };
  const storageState = await readSession(world, login);
  const page = await open(world.serviceUrl, { storageState });
  await page.goto("/");
  await page.waitForURL("**/organizations/acme/issues/");
  await page.goto("/organizations/acme/welcome/");
  await expectToSee(page.getByText("As member you may not do this (project:write)."));
  await expectToSee(page.getByRole("button", { name: "Log out" }));
  await expectNoViolations(page);
  await page.getByRole("link", { name: "Later" }).click();
  await page.waitForURL("**/organizations/acme/issues/");
});

async function makeAccount(page: Page): Promise<void> {
  await page.getByLabel("Printed password").fill("something else");
  await page.getByLabel("Your name").fill("Ann Bell");
  await page.getByLabel("Your e-mail address").fill("ann");
  await page.getByLabel("Your own password").fill("short");
  const make = page.getByRole("button", { name: "Make the account" });
  await make.click();
  await expectToSee(page.getByText("Give an e-mail address, with an @ in it."));
  await expectToSee(page.getByText("Choose one of 8 characters or more."));
  await page.getByLabel("Your e-mail address").fill("ann@example.com");
  await page.getByLabel("Your own password").fill(OWN_PASSWORD);
  await make.click();
  await expectToSee(page.getByText("The printed password is wrong, or the owner below is."));
  await expectNoViolations(page);
  await page.getByLabel("Printed password").fill(` ${world.adminPassword} `);
  await make.click();
}

async function nameOrganization(page: Page): Promise<void> {
  await page.getByLabel("Name of the organization").fill("Acme Inc.");
  await expectNoViolations(page);
  await page.getByRole("button", { name: "Continue" }).click();
}

async function makeProject(page: Page): Promise<void> {
  await page.getByLabel("Name of the project").fill("Shop");
  await page.getByRole("combobox", { name: "Platform" }).click();
  await page.getByRole("option", { name: "Python" }).click();
  await expectNoViolations(page);
  await page.getByRole("button", { name: "Make the project" }).click();
}

async function readDsn(): Promise<string> {
  const [key] = await world.service.call<{ dsn: { public: string } }[]>(
    "GET",
    "/projects/acme/shop/keys/",
  );
  return key?.dsn.public ?? "";
}
