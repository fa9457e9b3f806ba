import type { BenchBrowser } from "./bench-browser.ts";

/** Evaluated in the page. Encoded, that is: as the service has compressed it. */
const SCRIPT_BYTES = `performance.getEntriesByType("resource")
  .filter(({ name }) => name.endsWith(".js"))
  .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)`;

const LARGEST_PAINT = `new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime))
    .observe({ type: "largest-contentful-paint", buffered: true });
})`;

/** Opens the commits of the largest repository as somebody who was never there before. */
export async function timeFirstLoads(
  browser: BenchBrowser,
  loads: number,
): Promise<{ kilobytes: number; paints: number[] }> {
  const paints: number[] = [];
  let bytes = 0;
  for (let load = 0; load < loads; load++) {
    const page = await browser.open("repositories/1/commits/");
    await page
      .getByRole("link", { name: /^Change/ })
      .first()
      .waitFor();
    bytes = await page.evaluate<number>(SCRIPT_BYTES);
    paints.push(await page.evaluate<number>(LARGEST_PAINT));
    await page.context().close();
  }
  return { kilobytes: bytes / 1_000, paints };
}
