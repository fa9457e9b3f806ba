import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Expects that nothing of the page has to be scrolled to sideways. */
export async function expectFits(page: Page): Promise<void> {
  const width = await page.evaluate<number>("document.documentElement.scrollWidth");
  expect(width, "width of what is shown").toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
}
