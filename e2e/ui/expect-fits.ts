import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Expects that nothing of the page has to be scrolled to sideways, once it has taken its width. */
export async function expectFits(page: Page): Promise<void> {
  const measure = () => page.evaluate<number>("document.documentElement.scrollWidth");
  const widest = page.viewportSize()?.width ?? 0;
  await expect.poll(measure, { message: "width of what is shown" }).toBeLessThanOrEqual(widest);
}
