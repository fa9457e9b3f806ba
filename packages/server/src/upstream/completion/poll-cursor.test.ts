import { expect, test } from "vitest";
import { findNews, formatPollCursor, parsePollCursor, type PollCursor } from "./poll-cursor.ts";
import type { UpstreamRelease } from "./upstream-releases.ts";

const [old, late] = [1_000, 2_000];

function listed(...releases: [version: string, createdAt: number][]): UpstreamRelease[] {
  const rest = { ref: null, dateReleased: null, commitCount: 0, deployCount: 0, projects: [] };
  return releases.map(([version, createdAt]) => ({ version, createdAt, ...rest }));
}

const page: PollCursor = { versions: new Set(["b", "a"]), isAll: false, newest: 1_500 };
const all: PollCursor = { ...page, isAll: true };

test.each<
  [what: string, seen: PollCursor | undefined, releases: UpstreamRelease[], news: string[]]
>([
  ["nothing is at the first look", undefined, listed(["c", late]), []],
  ["what is newer is", page, listed(["c", late], ["b", 1_500], ["a", old]), ["c"]],
  [
    "what stands between with an old date is",
    page,
    listed(["b", 1_500], ["c", 1_200], ["a", old]),
    ["c"],
  ],
  ["what moved up from the page below is not", page, listed(["a", old], ["z", 900]), []],
  ["what is below all that there was is", all, listed(["b", 1_500], ["a", old], ["z", 900]), ["z"]],
  [
    "what is newer is, when all that was seen is gone",
    page,
    listed(["c", late], ["z", 900]),
    ["c"],
  ],
  [
    "all is, when there was nothing",
    { versions: new Set<string>(), isAll: true, newest: 0 },
    listed(["z", 900]),
    ["z"],
  ],
])("of what is new: %s", (_what, seen, releases, news) => {
  expect(findNews(releases, seen).map(({ version }) => version)).toEqual(news);
});

test("a cursor is read as it was written", () => {
  expect(parsePollCursor(formatPollCursor(page))).toEqual(page);
  expect(parsePollCursor(undefined)).toBeUndefined();
});
