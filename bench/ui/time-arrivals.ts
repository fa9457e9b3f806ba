import type { ScaleWorld } from "../scale/scale-world.ts";
import type { BenchBrowser } from "./bench-browser.ts";

/** Pushes, and waits each time until the page that is open shows one delivery more. */
export async function timeArrivals(
  world: ScaleWorld,
  browser: BenchBrowser,
  count: number,
): Promise<{ arrivals: number[]; pushes: number[] }> {
  const page = await browser.open("deliveries/");
  const links = page.locator("tbody tr a");
  await page.getByText("Nothing has arrived yet").or(links).first().waitFor();
  const before = await links.count();
  const arrivals: number[] = [];
  const pushes: number[] = [];
  for (let n = 1; n <= count; n++) {
    const started = performance.now();
    await world.push(1 + n);
    const returned = performance.now();
    await links.nth(before + n - 1).waitFor();
    arrivals.push(performance.now() - returned);
    pushes.push(returned - started);
  }
  await page.context().close();
  return { arrivals, pushes };
}
