import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import { findBrowser } from "../world/find-browser.ts";
import { watchPage } from "./watch-page.ts";

/** Much longer than anything here takes; a test that waits this long fails. */
const PATIENCE_MS = 15_000;

export interface OpenOptions extends BrowserContextOptions {
  /** Pixels. @default 1280 */
  width?: number;
  /** Pixels. @default 800 */
  height?: number;
  /** Answers of these statuses are what the test is about. */
  expectedStatuses?: number[];
  /** Complaints with these parts are, too. */
  expectedTexts?: string[];
}

/**
 * One browser for the tests of a file. The function that is given opens a page in it that knows
 * nothing of the others; a test fails by what its pages complain of.
 */
export function useBrowser(): (url: string, options?: OpenOptions) => Promise<Page> {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: await findBrowser(),
      // Its own sandbox refuses to run as root, as tests in containers do; the pages are ours.
      args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
    });
  });
  afterAll(() => browser.close());
  return async (url, options = {}) => {
    const {
      width = 1280,
      height = 800,
      expectedStatuses = [],
      expectedTexts = [],
      ...more
    } = options;
    const context = await browser.newContext({
      baseURL: url,
      viewport: { width, height },
      reducedMotion: "reduce",
      locale: "en-GB",
      timezoneId: "UTC",
      ...more,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    const complaints = watchPage(page, expectedStatuses, expectedTexts);
    onTestFinished(async () => {
      await context.close();
      complaints.check();
    });
    return page;
  };
}
