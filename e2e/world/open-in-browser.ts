import { spawn } from "node:child_process";
import { once } from "node:events";

/**
 * Has Chromium open a page, with nobody looking and a profile of its own, for as long as `work` takes.
 * @param folder where it may write
 */
export async function openInBrowser<T>(
  chromium: string,
  { url, folder }: { url: string; folder: string },
  work: () => Promise<T>,
): Promise<T> {
  const browser = spawn(
    chromium,
    [
      "--headless",
      "--no-first-run",
      "--disable-background-networking",
      // Its own sandbox does not work for root, as which containers run tests; the page is ours.
      "--no-sandbox",
      `--user-data-dir=${folder}`,
      url,
    ],
    { stdio: "ignore" },
  );
  const gone = once(browser, "exit");
  const failed = gone.then(([code]) => {
    throw new Error(`${chromium} ended with ${code} before the page was done`);
  });
  try {
    return await Promise.race([work(), failed]);
  } finally {
    browser.kill();
    await gone;
  }
}
