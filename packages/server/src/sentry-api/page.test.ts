import * as fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { PUBLIC_URL, startApi, type TestApi } from "../../test/start-api.ts";

const RELEASES = "/api/0/organizations/acme/releases/";

let api: TestApi;

beforeEach(async () => {
  api = await startApi();
});

afterEach(() => api.close());

/** Many have the same date, so that their number must tell them apart. */
async function addRelease(version: string, date: number): Promise<void> {
  await api.db
    .insertInto("releases")
    .values({
      organizationId: api.organizationId,
      version,
      status: "open",
      commitsState: "none",
      createdAt: date,
    })
    .execute();
}

async function readPageOf(cursor: string, perPage: number) {
  const { body, headers } = await api.call(
    "GET",
    `${RELEASES}?per_page=${perPage}&cursor=${cursor}`,
  );
  const versions = body.map((release: { version: string }) => release.version) as string[];
  return { versions, link: headers.get("link") ?? "" };
}

function cursorTo(rel: "next" | "previous", link: string, results = "true"): string | undefined {
  return new RegExp(`rel="${rel}"; results="${results}"; cursor="([^"]+)"`).exec(link)?.[1];
}

const date = fc.integer({ min: 1, max: 4 });
const pages = fc.record({
  before: fc.array(date, { maxLength: 12 }),
  /** What is added after each page. */
  meanwhile: fc.array(fc.array(date, { maxLength: 3 }), { maxLength: 6 }),
  perPage: fc.integer({ min: 1, max: 5 }),
});

test("pages together give each row once, while rows are being added", async () => {
  await fc.assert(
    fc.asyncProperty(pages, async ({ before, meanwhile, perPage }) => {
      await api.db.deleteFrom("releases").execute();
      for (const [n, date] of before.entries()) await addRelease(`old-${n}`, date);
      const seen: string[] = [];
      let cursor: string | undefined = "";
      for (let page = 0; cursor !== undefined; page++) {
        const { versions, link } = await readPageOf(cursor, perPage);
        seen.push(...versions);
        cursor = cursorTo("next", link);
        for (const [n, date] of (meanwhile[page] ?? []).entries()) {
          await addRelease(`new-${page}-${n}`, date);
        }
      }
      expect(new Set(seen).size).toBe(seen.length);
      const old = seen.filter((version) => version.startsWith("old-"));
      expect(old.toSorted()).toEqual(before.map((_, n) => `old-${n}`).toSorted());
    }),
    { numRuns: 50 },
  );
});

test("the way back gives the pages of the way there", async () => {
  for (let n = 0; n < 5; n++) await addRelease(`v${n}`, n < 3 ? 1 : 2);
  const first = await readPageOf("", 2);
  const second = await readPageOf(cursorTo("next", first.link) ?? "", 2);
  const third = await readPageOf(cursorTo("next", second.link) ?? "", 2);
  expect([first, second, third].map(({ versions }) => versions)).toEqual([
    ["v4", "v3"],
    ["v2", "v1"],
    ["v0"],
  ]);
  expect(cursorTo("previous", first.link)).toBeUndefined();
  expect(cursorTo("next", third.link)).toBeUndefined();
  const back = await readPageOf(cursorTo("previous", third.link) ?? "", 2);
  expect(back.versions).toEqual(second.versions);
  const begin = await readPageOf(cursorTo("previous", back.link) ?? "", 2);
  expect(begin.versions).toEqual(first.versions);
  expect(cursorTo("previous", begin.link)).toBeUndefined();
});

test("a list that was read asks for what came since with its previous cursor", async () => {
  await addRelease("v1", 1);
  const { link } = await readPageOf("", 2);
  await addRelease("v2", 2);
  const news = await readPageOf(cursorTo("previous", link, "false") ?? "", 2);
  expect(news.versions).toEqual(["v2"]);
});

test("both neighbours are named, by the public address, with the query that was asked", async () => {
  await addRelease("v1", 1);
  await addRelease("v2", 2);
  const { headers } = await api.call("GET", `${RELEASES}?query=v&per_page=1`);
  const at = `${PUBLIC_URL}${RELEASES}?query=v&per_page=1&cursor=`;
  expect(headers.get("link")).toBe(
    `<${at}2%3A2%3A1>; rel="previous"; results="false"; cursor="2:2:1", ` +
      `<${at}2%3A2%3A0>; rel="next"; results="true"; cursor="2:2:0"`,
  );
  const empty = await api.call("GET", `${RELEASES}?query=none`);
  expect(empty.headers.get("link")).toMatch(/previous"; results="false".*next"; results="false"/);
});

test.each(["releases", "projects", "issues", "members"])(
  "a cursor that the list of %s never gave is refused",
  async (list) => {
    for (const cursor of ["nonsense", "1:2", "0:100:0:0", "x".repeat(2_000)]) {
      const path = `/api/0/organizations/acme/${list}/?cursor=${cursor}`;
      const { status, body } = await api.call("GET", path);
      expect([status, body]).toEqual([400, { detail: "Invalid cursor parameter." }]);
    }
    const empty = await api.call("GET", `/api/0/organizations/acme/${list}/?cursor=`);
    expect(empty.status).toBe(200);
  },
);

test("an address that would not fit into a header is refused, and one that fits is not", async () => {
  const ask = (query: string) => api.call("GET", `${RELEASES}?query=${encodeURIComponent(query)}`);
  const { status, body } = await ask("ä".repeat(1_100));
  expect([status, body.detail]).toEqual([400, expect.stringMatching(/Shorten the query\.$/)]);
  expect((await ask("ä".repeat(900))).headers.get("link")).toContain('rel="next"');
});
