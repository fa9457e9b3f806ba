import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestWorld } from "../world/start-test-world.ts";
import type { World } from "../world/start-world.ts";
import { expectToSee } from "./expect-to-see.ts";
import { expectNoViolations } from "./expect-no-violations.ts";
import { logIn } from "./log-in.ts";
import { useBrowser } from "./open-browser.ts";
import { screenshot } from "./screenshot.ts";

const open = useBrowser();
let world: World;

beforeAll(async () => {
  world = await startTestWorld();
});

afterAll(() => world.close());

test("the first run leads from the first password to a DSN and a snippet", async () => {
  const page = await open(world.serviceUrl, { permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto("/");
  await logIn(page, world);

  await expectToSee(page.getByRole("heading", { name: "Welcome" }));
  await page.getByLabel("Password until now").fill(world.adminPassword);
  await page.getByLabel("New password", { exact: true }).fill("correct horse battery");
  await page.getByLabel("New password, once more").fill("correct horse batter");
  await page.getByRole("button", { name: "Change the password" }).click();
  await expectToSee(page.getByText("It is not the same as the new one."));
  await expectNoViolations(page);
  await page.getByLabel("New password, once more").fill("correct horse battery");
  await page.getByRole("button", { name: "Change the password" }).click();

  await page.getByLabel("Name of the organization").fill("Acme Inc.");
  await expectNoViolations(page);
  await page.getByRole("button", { name: "Continue" }).click();

  await page.getByLabel("Name of the project").fill("Shop");
  await page.getByRole("combobox", { name: "Platform" }).click();
  await page.getByRole("option", { name: "Python" }).click();
  await expectNoViolations(page);
  await page.getByRole("button", { name: "Make the project" }).click();

  await expectToSee(page.getByText("The project shop is there."));
  const [{ dsn } = { dsn: { public: "" } }] = await world.service.call<
    { dsn: { public: string } }[]
  >("GET", "/projects/acme/shop/keys/");
  await expectToSee(page.getByText(`sentry_sdk.init(dsn="${dsn.public}")`));
  await expectNoViolations(page);
  await screenshot(page, "first-run");
  await page.getByRole("button", { name: "Copy DSN" }).click();
  await expectToSee(page.getByRole("status").getByText("Copied DSN."));
  expect(await page.evaluate("navigator.clipboard.readText()")).toBe(dsn.public);
  await page.getByRole("tab", { name: "Go" }).click();
  await expectToSee(page.getByText("sentry.Init(sentry.ClientOptions"));

  await page.goBack();
  await expectToSee(page.getByText("import sentry_sdk"));
  await page.getByRole("link", { name: "Connect Bitbucket" }).click();
  await expectToSee(page.getByRole("heading", { name: "Integrations", level: 1 }));
  expect(await page.getByRole("combobox", { name: "Organization" }).textContent()).toBe(
    "Acme Inc.",
  );
}, 90_000);
