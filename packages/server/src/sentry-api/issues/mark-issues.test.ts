import { afterEach, beforeEach, expect, test } from "vitest";
import { addProject, reportMessage, startApi, type TestApi } from "../../../test/start-api.ts";

const ISSUES = "/api/0/organizations/acme/issues/";

let api: TestApi;

beforeEach(async () => {
  api = await startApi();
  await reportMessage(api, await addProject(api, "shop"), "boom");
});

afterEach(() => api.close());

const put = (body: object) => api.call("PUT", `${ISSUES}SHOP-1/`, body);
const issue = async () => (await api.call("GET", `${ISSUES}SHOP-1/`)).body;
const listed = async (query: string) =>
  (await api.call("GET", `${ISSUES}?query=${query}`)).body.length as number;

test("a person has seen or bookmarked an issue, and others have not", async () => {
  const asked = { hasSeen: true, isBookmarked: true };
  const { id } = await issue();
  expect((await api.call("PUT", `${ISSUES}?id=${id}`, asked)).body).toMatchObject(asked);
  await put(asked);
  expect(await issue()).toMatchObject(asked);
  expect((await api.call("GET", `${ISSUES}?query=bookmarks:me`)).body).toMatchObject([asked]);
  expect(await listed("!bookmarks:me")).toBe(0);
  expect(await listed("bookmarks:bob")).toBe(0);
  await put({ isBookmarked: false });
  expect(await issue()).toMatchObject({ hasSeen: true, isBookmarked: false });
});
