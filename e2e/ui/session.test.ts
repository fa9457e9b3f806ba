import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestWorld } from "../world/start-test-world.ts";
import type { World } from "../world/start-world.ts";
import { expectToSee } from "./expect-to-see.ts";
import { expectNoViolations } from "./expect-no-violations.ts";
import { logIn, OWNER } from "./log-in.ts";
import { useBrowser } from "./open-browser.ts";
import { screenshot } from "./screenshot.ts";

const open = useBrowser();
const INTEGRATIONS = "/organizations/acme/integrations/";
let world: World;

beforeAll(async () => {
  world = await startTestWorld();
  await world.service.call("POST", "/organizations/acme/projects/", { name: "shop" });
});

afterAll(() => world.close());

describe("who is not logged in", () => {
  test("is led to the login, and from there to where they wanted to be", async () => {
    const page = await open(world.serviceUrl);
    await page.goto(`${INTEGRATIONS}?query=a:b`);
    await expectToSee(page.getByRole("heading", { name: "Log in" }));
    expect(await page.title()).toBe("Log in · Sentry for Bitbucket Server");
    await expectNoViolations(page);
    await screenshot(page, "login");
    await logIn(page, world);
    await expectToSee(page.getByRole("heading", { name: "Integrations", level: 1 }));
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(
      `${INTEGRATIONS}?query=a%3Ab`,
    );
  });

  test("logs in by keyboard alone", async () => {
    const page = await open(world.serviceUrl);
    await page.goto("/");
    await expectToSee(page.getByLabel("E-mail address"));
    for (const typed of [OWNER, world.adminPassword]) {
      await page.keyboard.press("Tab");
      await page.keyboard.type(typed);
    }
    await page.keyboard.press("Enter");
    await expectToSee(page.getByRole("heading", { name: "Issues", level: 1 }));
  });

  test("is told when the password is wrong, and tries again", async () => {
    const page = await open(world.serviceUrl, { expectedStatuses: [403] });
    await page.goto("/login/");
    await page.getByLabel("E-mail address").fill(OWNER);
    await page.getByLabel("Password", { exact: true }).fill("wrong");
    await page.getByRole("button", { name: "Log in" }).click();
    await expectToSee(page.getByText("The e-mail address or the password is wrong."));
    await expectNoViolations(page);
    await logIn(page, world);
  });

  test("is told how long to wait after too many attempts", async () => {
    for (let n = 0; n < 10; n++) {
      const body = { username: "nobody@example.com", password: "x" };
      await world.service.call("POST", "/auth/login/", body).catch(() => undefined);
    }
    const page = await open(world.serviceUrl, { expectedStatuses: [429] });
    await page.goto("/login/");
    await page.getByLabel("E-mail address").fill("nobody@example.com");
    await page.getByLabel("Password", { exact: true }).fill("x");
    await page.getByRole("button", { name: "Log in" }).click();
    await expectToSee(page.getByText("Too many attempts. Wait 15 minutes, and try again."));
  });

  test("chooses another password in place of one that is for one login", async () => {
    const { password } = await world.service.call<{ password: string }>(
      "POST",
      "/organizations/acme/members/",
      { email: "bob@example.com", orgRole: "member" },
    );
    const page = await open(world.serviceUrl, { expectedStatuses: [403] });
    await page.goto("/login/");
    await page.getByLabel("E-mail address").fill("bob@example.com");
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Log in" }).click();
    await page.getByLabel("New password").fill("correct horse battery");
    await expectNoViolations(page);
    await page.keyboard.press("Enter");
    await expectToSee(page.getByRole("heading", { name: "Issues", level: 1 }));
    expect(await page.getByText("bob@example.com").count()).toBe(1);
  });
});

describe("who is logged in", () => {
  test("logs out, and sees nothing more", async () => {
    const page = await open(world.serviceUrl);
    await page.goto("/");
    await logIn(page, world);
    await page.getByRole("button", { name: "Log out" }).click();
    await expectToSee(page.getByRole("heading", { name: "Log in" }));
    await page.goto(INTEGRATIONS);
    await expectToSee(page.getByRole("heading", { name: "Log in" }));
  });

  test("is led to the login when the session has ended elsewhere, and back", async () => {
    const page = await open(world.serviceUrl);
    await page.goto("/");
    await logIn(page, world);
    await expectToSee(page.getByRole("heading", { name: "Issues", level: 1 }));
    await page.context().clearCookies();
    await page.reload();
    await expectToSee(page.getByRole("heading", { name: "Log in" }));
    await logIn(page, world);
    expect(new URL(page.url()).pathname).toBe("/organizations/acme/issues/");
  });
});
