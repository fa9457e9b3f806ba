import type { Page } from "playwright-core";
import type { JsonClient } from "../world/json-client.ts";
import type { World } from "../world/start-world.ts";
import type { OpenOptions } from "./open-browser.ts";

/** Of a browser that is logged in to Bitbucket, as its administrator. */
export function atBitbucket(
  { bitbucket }: Pick<World, "bitbucket">,
  expectedStatuses: number[] = [],
): OpenOptions {
  const { origin } = new URL(bitbucket.url);
  return {
    httpCredentials: { username: "admin", password: "admin", origin },
    expectedStatuses,
  };
}

/** Opens the install in a page whose owner is logged in. */
export async function openInstall(page: Page): Promise<void> {
  await page.goto("/organizations/acme/integrations/bitbucket_server/install/");
  await page.getByRole("heading", { name: "Connect Bitbucket Server" }).waitFor();
}

export async function typeAddress(page: Page, url: string): Promise<void> {
  await page.getByLabel("Base URL of your Bitbucket").fill(url);
}

/** The first step, with an address that is right. */
export async function goOnFrom(page: Page, url: string): Promise<void> {
  await typeAddress(page, url);
  await page.getByText(/ answers$/).waitFor();
  await page.getByRole("button", { name: "Continue" }).click();
}

/** Makes the application link, of what the page shows, as Bitbucket's administrator. */
export async function addApplicationLink(page: Page, bitbucket: JsonClient): Promise<void> {
  const consumer = {
    name: "Sentry",
    consumerKey: await shown(page, "Consumer Key"),
    publicKey: await shown(page, "Public Key"),
    callbackUrl: await shown(page, "Consumer Callback URL"),
  };
  await bitbucket.call("POST", "/sandbox/oauth/consumers", consumer);
}

/** What the copy button beside a name copies. */
async function shown(page: Page, label: string): Promise<string> {
  const field = page.getByRole("group", { name: label, exact: true });
  return (await field.getByRole("code").textContent()) ?? "";
}
