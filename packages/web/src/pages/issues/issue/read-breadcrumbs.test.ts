import { expect, test } from "vitest";
import { readBreadcrumbs } from "./read-breadcrumbs.ts";

const read = (...values: unknown[]) =>
  readBreadcrumbs({ entries: [{ type: "breadcrumbs", data: { values } }] });

test("an event may have none", () => {
  expect(readBreadcrumbs({ entries: [] })).toEqual([]);
});

test("the newest is the first", () => {
  const messages = read({ message: "one" }, { message: "two" }).map(({ message }) => message);
  expect(messages).toEqual(["two", "one"]);
});

test.each([
  [
    { timestamp: 1_700_000_000, category: "ui.click", message: "a button" },
    { time: "2023-11-14T22:13:20.000Z", category: "ui.click", message: "a button" },
  ],
  [
    { timestamp: "2023-11-14T22:13:20Z", type: "http", data: { url: "/cart" } },
    { time: "2023-11-14T22:13:20.000Z", category: "http", message: '{"url":"/cart"}' },
  ],
  [{ timestamp: "soon" }, { time: undefined, category: "default", message: "" }],
])("%o is read", (sent, breadcrumb) => {
  expect(read(sent, "odd", null)).toEqual([breadcrumb]);
});
