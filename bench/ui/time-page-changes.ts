import type { Page } from "playwright-core";
import type { BenchBrowser } from "./bench-browser.ts";

/**
 * Evaluated in the page: clicks, and waits until the rows are there, what a selector finds has another
 * text, and that was painted. Measured there, so that the way to the browser is not counted.
 */
function timeClick(page: Page, click: string, watched: string): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => {
    const text = () => document.querySelector("[aria-busy=true]")
      ? "" : (document.querySelector(${JSON.stringify(watched)})?.textContent ?? "");
    const before = text();
    const started = performance.now();
    const look = () => {
      if (text() === "" || text() === before) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)));
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    ${click}.click();
  })`);
}

const FIRST_ROW = "tbody tr a";

/** Goes from page to page of the largest repository's commits, to and fro. */
export async function timePaging(browser: BenchBrowser, changes: number): Promise<number[]> {
  const page = await browser.open("repositories/1/commits/");
  await page.locator(FIRST_ROW).first().waitFor();
  const times: number[] = [];
  for (let change = 0; change < changes; change++) {
    const button = change % 4 === 3 ? 0 : 1;
    const click = `document.querySelectorAll("nav[aria-label=Pages] button")[${button}]`;
    times.push(await timeClick(page, click, FIRST_ROW));
  }
  await page.context().close();
  return times;
}

/** Goes from the list of repositories to the commits of each, none of which were asked for before. */
export async function timeOpening(browser: BenchBrowser, changes: number): Promise<number[]> {
  const page = await browser.open("repositories/");
  const times: number[] = [];
  // The first one has the page loaded with its code.
  for (let change = -1; change < changes; change++) {
    await page.locator(FIRST_ROW).first().waitFor();
    const click = `document.querySelectorAll("tbody tr td:first-child a")[${change + 1}]`;
    const time = await timeClick(page, click, FIRST_ROW);
    if (change >= 0) times.push(time);
    await page.goBack();
    await page.getByRole("table", { name: "Repositories" }).waitFor();
  }
  await page.context().close();
  return times;
}
