import type { Locator } from "playwright-core";

/**
 * Waits until something is to be seen.
 * @throws Error that names it when it is not in time
 */
export async function expectToSee(what: Locator): Promise<void> {
  await what.waitFor();
}
