import { z } from "zod";
import { UnexpectedAnswerError } from "../errors/unexpected-answer-error.ts";

/** Bitbucket's page. `nextPageStart` is missing or null on the last one. */
export interface Page<T> {
  values: T[];
  isLastPage: boolean;
  nextPageStart?: number | null;
}

export function pageSchema<T>(item: z.ZodType<T>): z.ZodType<Page<T>> {
  return z.object({
    values: z.array(item),
    isLastPage: z.boolean(),
    nextPageStart: z.number().nullish(),
  });
}

interface ListLimits {
  pages: number;
  values: number;
  /** For all pages together; what is done with their values does not count. */
  waitedMs: number;
}

/** Far more than the longest list that is read to its end, the repositories of an instance. */
const LIMITS: ListLimits = { pages: 10_000, values: 1_000_000, waitedMs: 15 * 60_000 };

/**
 * Yields every value of every page, each page fetched only when it is read. The next start is what
 * the server says, which is not `start + size`: rows hidden from the user leave gaps, and a page may
 * be short or empty without being the last. Throws `UnexpectedAnswerError` when a page names no next
 * start beyond its own, or a list is longer than any: it would never end.
 */
export async function* paginate<T>(
  fetchPage: (start: number) => Promise<Page<T>>,
  url: string,
  { pages, values, waitedMs }: ListLimits = LIMITS,
): AsyncGenerator<T, void, undefined> {
  const read = { pages: 0, values: 0, waitedMs: 0 };
  let start = 0;
  for (;;) {
    const asked = performance.now();
    const page = await fetchPage(start);
    read.pages++;
    read.values += page.values.length;
    read.waitedMs += performance.now() - asked;
    yield* page.values;
    if (page.isLastPage) return;
    const next = page.nextPageStart;
    if (typeof next !== "number" || next <= start) {
      throw new UnexpectedAnswerError(
        `Bitbucket's paging does not advance: after the page from ${start}, which is not the last, it continues at ${next}. (GET ${url})`,
      );
    }
    if (read.pages >= pages || read.values >= values || read.waitedMs >= waitedMs) {
      const waited = `${Math.round(read.waitedMs / 1_000)} s`;
      throw new UnexpectedAnswerError(
        `Bitbucket's list does not end: after ${read.pages} pages with ${read.values} entries in ${waited} it goes on. (GET ${url})`,
      );
    }
    start = next;
  }
}
