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

/**
 * Yields every value of every page, each page fetched only when it is read. The next start is what
 * the server says, which is not `start + size`: rows hidden from the user leave gaps, and a page may
 * be short or empty without being the last. Throws `UnexpectedAnswerError` when a page names no next
 * start beyond its own, which would never end.
 */
export async function* paginate<T>(
  fetchPage: (start: number) => Promise<Page<T>>,
  url: string,
): AsyncGenerator<T, void, undefined> {
  let start = 0;
  for (;;) {
    const page = await fetchPage(start);
    yield* page.values;
    if (page.isLastPage) return;
    const next = page.nextPageStart;
    if (typeof next !== "number" || next <= start) {
      throw new UnexpectedAnswerError(
        `Bitbucket's paging does not advance: after the page from ${start}, which is not the last, it continues at ${next}. (GET ${url})`,
      );
    }
    start = next;
  }
}
