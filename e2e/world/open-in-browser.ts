import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";

const PATIENCE_MS = 30_000;

/**
 * Has Chromium open a page, with no window and a profile of its own, for as long as `work` takes.
 * @param folder where it may write
 * @throws Error when it ends before, or when the work is not done in time
 */
export async function openInBrowser<T>(
  chromium: string,
  { url, folder }: { url: string; folder: string },
  work: () => Promise<T>,
): Promise<T> {
  const given = [
    "--headless",
    "--no-first-run",
    "--disable-background-networking",
    // Its own sandbox refuses to run as root, as tests in containers do; the page is ours.
    "--no-sandbox",
    `--user-data-dir=${folder}`,
  ];
  const browser = spawn(chromium, [...given, url], { stdio: "ignore" });
  const gone = once(browser, "exit");
  const failed = gone.then(([code]) => {
    throw new Error(`${chromium} ended with ${code} before the page was done`);
  });
  const stop = new AbortController();
  const late = pause(PATIENCE_MS, undefined, { signal: stop.signal }).then(() => {
    throw new Error(`Waited ${PATIENCE_MS / 1000} s for ${url}`);
  });
  try {
    return await Promise.race([work(), failed, late]);
  } finally {
    stop.abort();
    browser.kill();
    await Promise.allSettled([failed, late]);
  }
}
