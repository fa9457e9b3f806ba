import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { JsonClient } from "../world/json-client.ts";
import { startTestWorld } from "../world/start-test-world.ts";
import type { World } from "../world/start-world.ts";
import { expectFits } from "./expect-fits.ts";
import { expectNoViolations } from "./expect-no-violations.ts";
import { expectToSee } from "./expect-to-see.ts";
import { readSession } from "./log-in.ts";
import { type OpenOptions, useBrowser } from "./open-browser.ts";
import { screenshot } from "./screenshot.ts";

const SETTINGS = "/organizations/acme/settings/";
const open = useBrowser();
let world: World;
let session: BrowserContextOptions["storageState"];

beforeAll(async () => {
  world = await startTestWorld();
  await world.service.call("POST", "/organizations/acme/projects/", { name: "Shop" });
  session = await readSession(world);
});

afterAll(() => world.close());

async function openTab(tab: string, options: OpenOptions = {}): Promise<Page> {
  const page = await open(world.serviceUrl, { storageState: session, ...options });
  await page.goto(`${SETTINGS}?tab=${tab}`);
  return page;
}

/** As it is narrow, and to axe. */
async function expectManners(page: Page): Promise<void> {
  await expectNoViolations(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectFits(page);
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** What is shown once, which is then put away. */
async function readSecret(page: Page, label: string): Promise<string> {
  const dialog = page.getByRole("dialog");
  await expectToSee(dialog.getByText("It is not shown again."));
  const secret = dialog.getByText(label, { exact: true }).locator("xpath=../../code");
  const text = (await secret.textContent()) ?? "";
  // Escape does not close it.
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "I have kept it" }).click();
  await dialog.waitFor({ state: "detached" });
  return text;
}

describe("the settings", () => {
  test("name the organization, and say when commits resolve issues", async () => {
    const page = await open(world.serviceUrl, { storageState: session });
    await page.goto("/organizations/acme/integrations/");
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByLabel("Name").fill("Acme Inc.");
    await page.getByRole("radio", { name: "When a release has it" }).check();
    await expectManners(page);
    await screenshot(page, "settings");
    await page.getByRole("button", { name: "Save" }).click();
    await expectToSee(page.getByText("The organization is as you said."));
    const { name, resolveOn } = await world.service.call<{ name: string; resolveOn: string }>(
      "GET",
      "/organizations/acme/",
    );
    expect([name, resolveOn]).toEqual(["Acme Inc.", "release"]);
  });

  test("have tabs that stand in the address, through which one goes back", async () => {
    const page = await openTab("audit-log&event=org.create");
    await expectToSee(page.getByRole("table", { name: "Audit log" }));
    await page.getByRole("tab", { name: "Tokens" }).click();
    await expectToSee(page.getByRole("heading", { name: "Your tokens" }));
    expect(new URL(page.url()).search).toBe("?tab=tokens");
    await page.goBack();
    await expectToSee(page.getByRole("table", { name: "Audit log" }));
    expect(new URL(page.url()).search).toBe("?tab=audit-log&event=org.create");
  });

  test("lead from an invitation to a role, and out again", async () => {
    const page = await openTab("members");
    await page.getByRole("button", { name: "Invite somebody" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("E-mail address").fill("bob@example.com");
    await dialog.getByRole("button", { name: "Invite", exact: true }).click();
    await expectToSee(page.getByText("No e-mail is sent."));
    await expectNoViolations(page);
    const password = await readSecret(page, "Password");
    expect(password).toHaveLength(16);
    const row = page.getByRole("row", { name: "bob@example.com" });
    await expectToSee(row.getByText("Invited"));
    await expectManners(page);
    await row.getByRole("combobox", { name: "Role of bob@example.com" }).click();
    await page.getByRole("option", { name: "Admin" }).click();
    await expectToSee(page.getByText("bob@example.com is admin now."));

    await row.getByRole("button", { name: "Tokens of bob@example.com" }).click();
    await expectToSee(page.getByText("Owners alone make tokens, in their settings."));
    await page.goBack();
    await row.getByRole("button", { name: "Remove bob@example.com" }).click();
    await expectToSee(page.getByText("sees nothing of this organization any more"));
    await expectNoViolations(page);
    const held = Promise.withResolvers<void>();
    await page.route("**/members/*/", async (route) => {
      if (route.request().method() === "DELETE") await held.promise;
      await route.continue();
    });
    await dialog.getByRole("button", { name: "Remove" }).click();
    await expect.poll(() => dialog.getByRole("button", { name: "Cancel" }).isDisabled()).toBe(true);
    await page.keyboard.press("Escape");
    expect(await dialog.isVisible()).toBe(true);
    held.resolve();
    await row.waitFor({ state: "detached" });
  });

  test("keep the last owner", async () => {
    const page = await openTab("members", { expectedStatuses: [403] });
    await page.getByRole("button", { name: "Remove admin@localhost" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await expectToSee(page.getByRole("alert").getByText("the only remaining owner"));
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });
});

describe("tokens", () => {
  test("for builds are shown once, work, and are refused when they are revoked", async () => {
    const page = await openTab("tokens");
    await page.getByRole("button", { name: "Make a token for builds" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Build server");
    await dialog.getByRole("button", { name: "Make the token" }).click();
    const token = await readSecret(page, "Token");
    const build = new JsonClient(`${world.serviceUrl}/api/0`, `Bearer ${token}`);
    expect(await build.send("GET", "/organizations/acme/releases/")).toMatchObject({ status: 200 });
    const table = page.getByRole("table", { name: "Tokens of the organization" });
    await expectToSee(table.getByText(token.slice(-4)));
    await expectManners(page);
    await table.getByRole("button", { name: "Revoke Build server" }).click();
    await dialog.getByRole("button", { name: "Revoke" }).click();
    await table.waitFor({ state: "detached" });
    expect(await build.send("GET", "/organizations/acme/releases/")).toMatchObject({ status: 401 });
  });

  test("of mine have the scopes that were chosen, whose meaning is said", async () => {
    const page = await openTab("tokens");
    await page.getByRole("button", { name: "Make a token of mine" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Reports");
    await expectToSee(dialog.getByText("See issues and events."));
    await expectNoViolations(page);
    await dialog.getByRole("checkbox", { name: "project:releases" }).uncheck();
    await dialog.getByRole("checkbox", { name: "event:read" }).check();
    await dialog.getByRole("button", { name: "Make the token" }).click();
    await readSecret(page, "Token");
    const row = page.getByRole("row", { name: "Reports" });
    await expectToSee(row.getByText("org:read, event:read"));
  });
});

describe("projects", () => {
  test("have a DSN with its snippet, and keys", async () => {
    const page = await openTab("projects");
    await expectToSee(page.getByRole("link", { name: "Shop" }));
    await expectManners(page);
    await page.getByRole("button", { name: "Make a project" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Back office");
    await dialog.getByRole("button", { name: "Make the project" }).click();
    await expectToSee(page.getByRole("heading", { name: "Back office" }));
    await expectToSee(page.getByText("Sentry.init({ dsn:"));
    await expectNoViolations(page);
    const keys = page.getByRole("table", { name: "Keys" });
    await page.getByRole("button", { name: "Make another key" }).click();
    await keys
      .getByRole("button", { name: /^Turn off/ })
      .nth(1)
      .click();
    await expectToSee(keys.getByText("Off", { exact: true }));
    await keys
      .getByRole("button", { name: /^Delete/ })
      .nth(1)
      .click();
    await dialog.getByRole("button", { name: "Delete" }).click();
    await keys.getByRole("row").nth(2).waitFor({ state: "detached" });

    await page.getByRole("button", { name: "Delete the project" }).click();
    await expectToSee(page.getByText("Its issues, events and keys are lost"));
    await dialog.getByRole("button", { name: "Delete" }).click();
    const table = page.getByRole("table", { name: "Projects" });
    await expectToSee(table.getByText("shop", { exact: true }));
    await table.getByText("Back office").waitFor({ state: "detached" });
  });
});

describe("the audit log", () => {
  test("says who did what to what, and is narrowed by what was done", async () => {
    const page = await openTab("audit-log");
    const table = page.getByRole("table", { name: "Audit log" });
    await expectToSee(table.getByText("user.login").first());
    await expectManners(page);
    await page.getByRole("combobox", { name: "What was done" }).click();
    await page.getByRole("option", { name: "org.create" }).click();
    await page.waitForURL(/event=org\.create/);
    await table.getByText("user.login").first().waitFor({ state: "detached" });
    await expectToSee(table.getByRole("cell", { name: "acme" }));
  });
});

describe("who is a member", () => {
  test("changes their own name, and is told what their role does not allow", async () => {
    const email = "eve@example.com";
    const { password } = await world.service.call<{ password: string }>(
      "POST",
      "/organizations/acme/members/",
      { email },
    );
    const own = "correct horse battery";
    const storageState = await readSession(world, { username: email, password, newPassword: own });
    const page = await open(world.serviceUrl, { storageState, expectedStatuses: [400] });
    await page.goto(`${SETTINGS}?tab=members`);
    const invite = page.getByRole("button", { name: "Invite somebody" });
    await expectToSee(page.getByRole("row", { name: email }));
    expect(await invite.getAttribute("aria-disabled")).toBe("true");
    await invite.focus();
    await expectToSee(page.getByRole("tooltip").getByText("As member you may not do this"));
    await page.getByRole("tab", { name: "Audit log" }).click();
    await expectToSee(page.getByText("The audit log is for owners"));

    await page.getByRole("tab", { name: "Your account" }).click();
    await page.getByLabel("Name").fill("Eve <b>Bold</b>");
    await page.getByLabel("Your password, to be sure").fill("wrong");
    await page.getByRole("button", { name: "Save" }).click();
    await expectToSee(page.getByText("The password you entered is not correct."));
    await expectManners(page);
    await page.getByLabel("Your password, to be sure").fill(own);
    await page.getByRole("button", { name: "Save" }).click();
    await expectToSee(page.getByText("Your name and address are changed."));
    await page.getByRole("tab", { name: "Members" }).click();
    await expectToSee(page.getByText("Eve <b>Bold</b>"));
  });
});
