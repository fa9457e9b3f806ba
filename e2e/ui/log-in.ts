import type { Page } from "playwright-core";
import type { Service } from "../world/start-service.ts";

/** Of the owner whom the service makes at its first start. */
export const OWNER = "admin@localhost";

/** Types what the owner would, and waits until that has led somewhere. */
export async function logIn(
  page: Page,
  { adminPassword }: Pick<Service, "adminPassword">,
): Promise<void> {
  await page.getByLabel("E-mail address").fill(OWNER);
  await page.getByLabel("Password", { exact: true }).fill(adminPassword);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/login"));
}
