import type { BrowserContextOptions, Page } from "playwright-core";
import type { OpenOptions, useBrowser } from "./open-browser.ts";

/** A service, and who is logged in there. */
interface Visited {
  serviceUrl: string;
  session: BrowserContextOptions["storageState"];
}

/**
 * For the tests of a file that look at one service.
 * @param visited is asked when a page is opened: before that the service may not have been started
 * @returns what opens the page of a path
 */
export function pageOpener(open: ReturnType<typeof useBrowser>, visited: () => Visited) {
  return async (path: string, options: OpenOptions = {}): Promise<Page> => {
    const { serviceUrl, session } = visited();
    const page = await open(serviceUrl, { storageState: session, ...options });
    await page.goto(path);
    return page;
  };
}
