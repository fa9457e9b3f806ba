import { findBrowser } from "@sentry-bitbucket-server/e2e/world/find-browser.ts";
import { readSession } from "@sentry-bitbucket-server/e2e/ui/log-in.ts";
import { chromium, type Page } from "playwright-core";
import type { ScaleWorld } from "../scale/scale-world.ts";

/** A Chromium in which the owner is logged in. */
export interface BenchBrowser {
  /** Opens a page of the organization, with nothing cached of the ones before: `deliveries/`. */
  open(path: string): Promise<Page>;
  close(): Promise<void>;
}

export async function openBenchBrowser(world: ScaleWorld): Promise<BenchBrowser> {
  const storageState = await readSession(world);
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  });
  return {
    async open(path) {
      const context = await browser.newContext({
        baseURL: world.serviceUrl,
        viewport: { width: 1280, height: 800 },
        storageState,
      });
      const page = await context.newPage();
      await page.goto(`/organizations/acme/${path}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      return page;
    },
    close: () => browser.close(),
  };
}
