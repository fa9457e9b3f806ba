import { describe, expect, it } from "vitest";
import { normalizeEvent } from "../ingest/normalize-event.ts";
import { toEventTitle } from "./event-title.ts";

/** The title of an event as an SDK sends it. */
function titleOf(json: object) {
  const event = normalizeEvent(json, { at: 0, eventId: "0".repeat(32) });
  if (!event) throw new Error("not an event");
  return toEventTitle(event);
}

const frames = [
  { filename: "node:internal/timers", module: "timers", function: "listOnTimeout", in_app: false },
  { filename: "/app/src/cart.js", module: "src:cart", function: "addItem", in_app: true },
  { filename: "/app/node_modules/x/y.js", module: "x:y", function: "call", in_app: false },
];
const typeError = { type: "TypeError", value: "x is undefined", stacktrace: { frames } };

describe("toEventTitle", () => {
  it("shows type and value of the exception that was thrown in the end, and where", () => {
    const cause = { type: "RangeError", value: "too many" };
    const event = { platform: "node", exception: { values: [cause, typeError] } };
    expect(titleOf(event)).toEqual({
      title: "TypeError: x is undefined",
      culprit: "addItem(src:cart)",
      type: "error",
      metadata: {
        type: "TypeError",
        value: "x is undefined",
        filename: "/app/src/cart.js",
        function: "addItem",
      },
    });
  });

  it("shows the message when there is no exception", () => {
    expect(titleOf({ logentry: { message: "hello %s", params: ["world"] } })).toEqual({
      title: "hello world",
      culprit: "",
      type: "default",
      metadata: { title: "hello world" },
    });
  });

  it.each([
    ["no value", { type: "Error" }, "Error"],
    ["a value of two lines", { type: "Error", value: "one\ntwo" }, "Error: one"],
    ["a value but no type, as @sentry/node 11 sends messages", { value: "hello" }, "hello"],
    ["only a stack", { stacktrace: { frames } }, "addItem"],
    ["nothing", { type: "", stacktrace: { frames: [{ filename: "a.js" }] } }, "<unknown>"],
    ["a long value", { type: "E", value: "x".repeat(200) }, `E: ${"x".repeat(97)}...`],
  ])("titles an exception with %s", (_, exception, title) => {
    expect(titleOf({ exception: { values: [exception] } }).title).toBe(title);
  });

  it("leaves empty what it does not know of an exception, since clients rely on it being there", () => {
    const { metadata } = titleOf({
      exception: { values: [{ stacktrace: { frames: [{ function: "f" }] } }] },
    });
    expect(metadata).toEqual({ type: "", value: "", filename: "", function: "f" });
  });

  it.each([
    ["", "<unlabeled event>"],
    ["\n one\ntwo", "one"],
    ["x".repeat(200), `${"x".repeat(97)}...`],
  ])("titles the message %j", (message, title) => {
    expect(titleOf({ message }).title).toBe(title);
  });

  it.each([
    ["the transaction first", { transaction: "GET /cart" }, "GET /cart"],
    ["module and function in other languages", { platform: "python" }, "src:cart in addItem"],
    ["function and module in JavaScript", { platform: "javascript" }, "addItem(src:cart)"],
  ])("names as culprit %s", (_, event, culprit) => {
    expect(titleOf({ ...event, exception: { values: [typeError] } }).culprit).toBe(culprit);
  });

  it.each([
    ["the last frame when none is the application's", [frames[0]], "listOnTimeout(timers)"],
    ["the file when there is no module", [{ filename: "a.js", function: "f" }], "f(a.js)"],
    ["a function that is not known", [{ filename: "a.js" }], "?(a.js)"],
    ["nothing without file and module", [{ function: "f" }], ""],
    ["nothing without frames", [], ""],
  ])("names as culprit %s", (_, frames, culprit) => {
    const exception = [{ ...typeError, stacktrace: { frames } }];
    expect(titleOf({ platform: "node", exception }).culprit).toBe(culprit);
  });

  it("names no culprit for a stack that the SDK made up", () => {
    const exception = [{ ...typeError, mechanism: { synthetic: true } }];
    expect(titleOf({ platform: "node", exception }).culprit).toBe("");
  });
});
