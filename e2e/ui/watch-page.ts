import type { Page } from "playwright-core";

/**
 * Collects what a page complains of: exceptions, errors of the console, what its policy forbids.
 * @param expectedStatuses of answers that the browser reports as errors, and that a test is about;
 *   401 is what everybody gets who is not logged in
 * @param expectedTexts parts of other complaints that a test is about
 */
export function watchPage(
  page: Page,
  expectedStatuses: number[],
  expectedTexts: string[],
): { check(): void } {
  const complaints: string[] = [];
  const expected = [401, ...expectedStatuses]
    .map((status) => `the server responded with a status of ${status} `)
    .concat(expectedTexts);
  page.on("pageerror", (error) => complaints.push(`Exception: ${error.stack ?? error.message}`));
  page.on("console", (message) => {
    const text = message.text();
    const isComplaint = message.type() === "error" || message.type() === "warning";
    if (!isComplaint || expected.some((one) => text.includes(one))) return;
    complaints.push(`Console, ${message.type()}: ${text}`);
  });
  return {
    /** @throws Error with all of it */
    check() {
      if (complaints.length > 0) throw new Error(`The page complains:\n${complaints.join("\n")}`);
    },
  };
}
