import { z } from "zod";
import type { UpstreamRelease } from "./upstream-releases.ts";

/** What a look at the releases of an upstream saw, for the next one to tell what is new. */
export interface PollCursor {
  /** Those of the first page, which has the newest. */
  versions: ReadonlySet<string>;
  /** There were no others. */
  isAll: boolean;
  /** When the newest of all looks was made, by the upstream's clock: epoch milliseconds. */
  newest: number;
}

const cursorSchema = z.object({
  versions: z.array(z.string()).transform((versions): ReadonlySet<string> => new Set(versions)),
  isAll: z.boolean(),
  newest: z.number(),
});

/** @returns undefined before the first look */
export function parsePollCursor(text: string | undefined): PollCursor | undefined {
  return text === undefined ? undefined : cursorSchema.parse(JSON.parse(text));
}

export function formatPollCursor({ versions, ...cursor }: PollCursor): string {
  return JSON.stringify({ versions: [...versions], ...cursor });
}

/**
 * Those that were not there at the look before: they stand among what it saw, or are newer. Not by their times
 * alone: a release has that of its first event, which may be reported late.
 * @param releases as the upstream orders them, newest first
 * @param seen of the look before; undefined at the first, which finds out what is old
 */
export function findNews(
  releases: readonly UpstreamRelease[],
  seen: PollCursor | undefined,
): UpstreamRelease[] {
  if (!seen) return [];
  const end = releases.findLastIndex(({ version }) => seen.versions.has(version));
  return releases.filter(
    ({ version, createdAt }, index) =>
      !seen.versions.has(version) && (seen.isAll || index < end || createdAt > seen.newest),
  );
}
