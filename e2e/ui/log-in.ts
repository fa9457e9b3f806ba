import type { BrowserContextOptions, Page } from "playwright-core";
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

/**
 * Logs the owner, or somebody else, in without a page: `open(url, { storageState })` with it is quicker than to type, for
 * tests that are about something else.
 */
export async function readSession(
  { serviceUrl, adminPassword }: Pick<Service, "serviceUrl" | "adminPassword">,
  login: Record<string, string> = { username: OWNER, password: adminPassword },
): Promise<BrowserContextOptions["storageState"]> {
  const response = await fetch(`${serviceUrl}/api/0/auth/login/`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-requested-with": "XMLHttpRequest" },
    body: JSON.stringify(login),
  });
  const [name = "", value = ""] = (response.headers.getSetCookie()[0] ?? "").split(/[=;]/);
  const cookie = { name, value, domain: "localhost", path: "/", expires: -1 };
  const kept = { ...cookie, httpOnly: true, secure: false, sameSite: "Lax" } as const;
  return { cookies: [kept], origins: [] };
}
