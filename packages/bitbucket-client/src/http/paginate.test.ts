import { describe, expect, test } from "vitest";
import { collect } from "../../test/collect.ts";
import { pageSchema, paginate, type Page } from "./paginate.ts";
import { z } from "zod";

function list(pages: Record<number, Page<string>>) {
  const starts: number[] = [];
  const fetchPage = (start: number) => {
    starts.push(start);
    const page = pages[start];
    return page === undefined
      ? Promise.reject(new Error(`no page ${start}`))
      : Promise.resolve(page);
  };
  return { starts, values: paginate(fetchPage, "http://host/list") };
}

test("the next start is the server's, whatever it is, and pages may be short or empty", async () => {
  const { starts, values } = list({
    0: { values: ["a"], isLastPage: false, nextPageStart: 2 },
    2: { values: [], isLastPage: false, nextPageStart: 977 },
    977: { values: ["b", "c"], isLastPage: true, nextPageStart: null },
  });
  expect(await collect(values)).toEqual(["a", "b", "c"]);
  expect(starts).toEqual([0, 2, 977]);
});

test("a page is fetched only when it is read", async () => {
  const { starts, values } = list({
    0: { values: ["a", "b"], isLastPage: false, nextPageStart: 2 },
  });
  for await (const value of values) {
    if (value === "b") break;
  }
  expect(starts).toEqual([0]);
});

test("the last page ends the list, also when it names a next one", async () => {
  const { values } = list({ 0: { values: ["a"], isLastPage: true, nextPageStart: 1 } });
  expect(await collect(values)).toEqual(["a"]);
});

describe("a page that does not advance is refused", () => {
  test.each([0, -1, null, undefined])("continuing at %s", async (nextPageStart) => {
    const { values } = list({ 0: { values: ["a"], isLastPage: false, nextPageStart } });
    await expect(collect(values)).rejects.toMatchObject({
      code: "bitbucket_unexpected_answer",
      message: expect.stringContaining("does not advance"),
    });
  });
});

describe("a list that does not end is read no further than to", () => {
  const endless = (entry: string[], limits: object) => {
    const all = { pages: 1_000, values: 1_000, waitedMs: 10_000, ...limits };
    const fetchPage = (start: number) =>
      Promise.resolve({ values: entry, isLastPage: false, nextPageStart: start + 1 });
    return collect(paginate(fetchPage, "http://host/list", all));
  };

  test.each([
    ["so many pages", [], { pages: 3 }, "after 3 pages with 0 entries"],
    ["so many entries", ["a", "b"], { values: 9 }, "after 5 pages with 10 entries"],
    ["a time", ["a"], { waitedMs: 0 }, "after 1 pages"],
  ])("%s", async (_limit, entries, limits, sentence) => {
    await expect(endless(entries, limits)).rejects.toMatchObject({
      code: "bitbucket_unexpected_answer",
      message: expect.stringContaining(`does not end: ${sentence}`),
    });
  });
});

test("a page is required to say whether it is the last, and nothing else but its values", () => {
  const schema = pageSchema(z.string());
  expect(schema.safeParse({ values: ["a"], isLastPage: true, size: 9 }).success).toBe(true);
  expect(schema.safeParse({ values: ["a"] }).success).toBe(false);
});
