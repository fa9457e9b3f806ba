import type { Locator } from "playwright-core";
import { expect } from "vitest";

/** Waits until an element has the focus of the keyboard. */
export async function expectFocus(element: Locator): Promise<void> {
  await expect.poll(() => element.evaluate((one) => one.matches(":focus"))).toBe(true);
}
