import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { RELEASES, releasesOf } from "../../../test/releases-of.ts";
import { addProject, startApi, type TestApi } from "../../../test/start-api.ts";

let api: TestApi;

beforeEach(async () => {
  api = await startApi();
  await addProject(api, "shop");
});

afterEach(() => api.close());

const { create, put, get } = releasesOf(() => api);

describe("making a release", () => {
  test("answers 201 when it is new and 208 when it is there", async () => {
    const made = await create("shop@1.0.0", { dateStarted: "2026-11-22T12:13:05.461073951Z" });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      version: "shop@1.0.0",
      shortVersion: "1.0.0",
      versionInfo: { package: "shop", version: { major: 1, raw: "1.0.0" } },
      dateReleased: null,
      projects: [{ slug: "shop", newGroups: 0 }],
      commitCount: 0,
      commitsState: "none",
      commitsReason: null,
    });
    expect((await create("shop@1.0.0")).status).toBe(208);
  });

  test("answers 201 when it is new for a project", async () => {
    const web = await addProject(api, "web");
    await create("1.0.0");
    const answer = await create("1.0.0", { projects: ["shop", web.id] });
    expect(answer.status).toBe(201);
    const slugs = answer.body.projects.map((project: { slug: string }) => project.slug);
    expect(slugs).toEqual(["shop", "web"]);
  });

  test("works below a project as well, as sentry-cli 2 does it", async () => {
    const answer = await api.call("POST", "/api/0/projects/acme/shop/releases/", {
      version: "com.app@1.0 (beta)+b1",
      projects: ["shop"],
    });
    expect(answer.status).toBe(201);
    const path = `/api/0/projects/acme/shop/releases/${encodeURIComponent("com.app@1.0 (beta)+b1")}/`;
    expect((await api.call("GET", path)).body.version).toBe("com.app@1.0 (beta)+b1");
    await addProject(api, "web");
    expect((await api.call("GET", path.replace("/shop/", "/web/"))).status).toBe(404);
  });

  test("fills the gaps of a release that an event mentioned, and overwrites nothing", async () => {
    await create("1.0.0");
    const finalized = await create("1.0.0", { dateReleased: "2026-05-03T07:06:40Z", ref: "main" });
    expect(finalized.body).toMatchObject({ dateReleased: "2026-05-03T07:06:40.000Z", ref: "main" });
    const again = await create("1.0.0", { dateReleased: "2027-01-01T00:00:00Z", ref: "other" });
    expect(again.body).toMatchObject({ dateReleased: "2026-05-03T07:06:40.000Z", ref: "main" });
  });

  test("archives one without naming a project", async () => {
    await create("1.0.0");
    const answer = await create("1.0.0", { projects: [], status: "archived" });
    expect([answer.status, answer.body.status]).toEqual([208, "archived"]);
  });

  test.each([
    ["a blank version", { version: " " }, "version", "blank"],
    ["the version latest", { version: "latest" }, "version", "latest"],
    ["a version with a slash", { version: "a/b" }, "version", "/"],
    ["a version of 201 characters", { version: "v".repeat(201) }, "version", "200"],
    ["no version", { version: undefined }, "version", "required"],
    ["an unknown project", { projects: ["shop", "web"] }, "projects", 'slugs: "web"'],
    ["no project", { projects: [] }, "projects", "at least one"],
    [
      "to archive what is not there",
      { projects: [], status: "archived" },
      "version",
      "There is no release 1.0.0 whose status could be changed.",
    ],
    ["a version with NUL", { version: "1\0" }, "version", "NUL"],
    ["a version with half a character", { version: "1\ud83d" }, "version", "surrogate"],
    ["a ref with NUL", { ref: "a\0" }, "ref", "NUL"],
    ["a ref that is too long", { ref: "r".repeat(201) }, "ref", "200"],
    ["a URL that is none", { url: "nope" }, "url", "Enter a valid URL."],
    ["a date that is none", { dateReleased: "yesterday" }, "dateReleased", "such as"],
    ["refs that are null", { refs: null }, "refs", "null"],
    ["commits that are null", { commits: null }, "commits", "null"],
  ])("refuses %s", async (_name, more, field, words) => {
    const answer = await create("1.0.0", more);
    expect(answer.status).toBe(400);
    expect(answer.body[field]).toEqual([expect.stringContaining(words)]);
    expect((await api.call("GET", RELEASES)).body).toEqual([]);
  });
});

describe("lists", () => {
  test("come newest first, by release date or else by when they were heard of", async () => {
    await create("a");
    await create("b");
    await create("c", { dateReleased: "2020-01-01T00:00:00Z" });
    const { body } = await api.call("GET", `${RELEASES}?cursor=`);
    expect(body.map((release: { version: string }) => release.version)).toEqual(["b", "a", "c"]);
  });

  test("can be searched by a part of the version", async () => {
    await create("web_1");
    await create("webx1");
    const { body } = await api.call("GET", `${RELEASES}?query=WEB_`);
    expect(body.map((release: { version: string }) => release.version)).toEqual(["web_1"]);
  });

  test("of a project have only its releases", async () => {
    await addProject(api, "web");
    await create("1.0.0");
    expect((await api.call("GET", "/api/0/projects/acme/shop/releases/")).body).toHaveLength(1);
    expect((await api.call("GET", "/api/0/projects/acme/web/releases/")).body).toEqual([]);
  });

  test("are narrowed to projects, and to environments that the release was in", async () => {
    const web = await addProject(api, "web");
    await create("a");
    await create("b", { projects: ["web"] });
    await api.call("POST", `${RELEASES}a/deploys/`, { environment: "staging" });
    const url = `${api.url}/api/${web.id}/store/?sentry_key=${web.publicKey}`;
    const event = { message: "boom", release: "b", environment: "production" };
    await fetch(url, { method: "POST", body: JSON.stringify(event) });
    for (const [query, expected] of [
      [`project=${web.id}`, ["b"]],
      ["project=shop&project=web", ["b", "a"]],
      ["project=-1", ["b", "a"]],
      ["environment=staging", ["a"]],
      ["environment=production", ["b"]],
      ["environment=staging&environment=production", ["b", "a"]],
      ["environment=nowhere", []],
      ["project=shop&environment=production", []],
    ] as const) {
      const { body } = await api.call("GET", `${RELEASES}?${query}`);
      const versions = body.map((release: { version: string }) => release.version);
      expect([query, versions]).toEqual([query, expected]);
    }
    const unknown = await api.call("GET", `${RELEASES}?project=nope`);
    expect([unknown.status, unknown.body.projects]).toEqual([
      400,
      [expect.stringContaining("nope")],
    ]);
  });
});

test("a release that is not there is not made by changing it", async () => {
  expect((await put("1.0.0", { dateReleased: "2026-05-03T07:06:40Z" })).status).toBe(404);
  expect((await get("1.0.0")).status).toBe(404);
});

test("finalizing sets date and URL, and leaves the rest", async () => {
  await create("1.0.0", { ref: "main" });
  const url = "https://example.com/1";
  const { status, body } = await put("1.0.0", { dateReleased: "2024-05-03T07:06:40Z", url });
  expect(status).toBe(200);
  expect(body).toMatchObject({ ref: "main", url, dateReleased: "2024-05-03T07:06:40.000Z" });
});
