import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findOracles } from "../../test/find-oracles.ts";
import { groupEvent } from "./group-event.ts";
import { normalizeEvent } from "./normalize-event.ts";
import { parseEnvelope } from "./parse-envelope.ts";

/** How an event is grouped that an SDK sends as `json`. */
function group(json: unknown) {
  const event = normalizeEvent(json, { at: 0, eventId: "0".repeat(32) });
  if (!event) throw new Error("not an event");
  return groupEvent(event);
}

function frame(name: string, filename: string, rest: object = {}) {
  return { function: name, filename, in_app: !filename.includes("node_modules"), ...rest };
}

function thrown(type: string, frames: object[], value = "x") {
  return { exception: { values: [{ type, value, stacktrace: { frames } }] } };
}

const frames = [
  frame("main", "/app/src/server.js", { lineno: 10 }),
  frame("handle", "/app/node_modules/express/router.js"),
  frame("addItem", "/app/src/cart.js", { lineno: 20 }),
];
const crash = thrown("TypeError", frames);

describe("groupEvent says what it grouped by", () => {
  it.each<[string, object, string[]]>([
    [
      "types and the application's frames",
      crash,
      ["exception TypeError", "frame main in server.js", "frame addItem in cart.js"],
    ],
    [
      "all frames when none is the application's",
      thrown("Error", [frame("handle", "/app/node_modules/express/router.js")]),
      ["exception Error", "frame handle in router.js"],
    ],
    [
      "the whole chain of causes",
      { exception: [{ type: "RangeError" }, ...crash.exception.values] },
      [
        "exception RangeError",
        "exception TypeError",
        "frame main in server.js",
        "frame addItem in cart.js",
      ],
    ],
    [
      "the application's frames of every exception of the chain, no library's",
      {
        exception: [
          thrown("RangeError", [frame("parse", "/app/node_modules/qs/index.js"), ...frames])
            .exception.values[0],
          crash.exception.values[0],
        ],
      },
      [
        "exception RangeError",
        "frame main in server.js",
        "frame addItem in cart.js",
        "exception TypeError",
        "frame main in server.js",
        "frame addItem in cart.js",
      ],
    ],
    [
      "no frames of a cause that is a library's alone",
      {
        exception: [
          thrown("RangeError", [frame("parse", "/app/node_modules/qs/index.js")]).exception
            .values[0],
          crash.exception.values[0],
        ],
      },
      [
        "exception RangeError",
        "exception TypeError",
        "frame main in server.js",
        "frame addItem in cart.js",
      ],
    ],
    [
      "type and value without a stack",
      { exception: { type: "Timeout", value: "no answer from 10.0.0.7 in 5000 ms" } },
      ["exception Timeout", "value no answer from <ip> in <number> ms"],
    ],
    ["the type alone", { exception: { type: "Timeout" } }, ["exception Timeout"]],
    ["the message", { message: "order 4711 failed" }, ["message order <number> failed"]],
    [
      "the message before its parameters are filled in",
      { logentry: { message: "order %s failed", params: ["4711"] } },
      ["message order %s failed"],
    ],
    [
      "the message when an exception has no type",
      { exception: [{ value: "hello 1", stacktrace: { frames } }] },
      ["message hello <number>"],
    ],
    [
      "a stack with neither type nor message",
      { exception: [{ stacktrace: { frames: frames.slice(2) } }] },
      ["exception without a type", "frame addItem in cart.js"],
    ],
    [
      "a fingerprint",
      { ...crash, fingerprint: ["cart", "eu"] },
      ["fingerprint cart", "fingerprint eu"],
    ],
    [
      "a fingerprint with the default in it",
      { message: "hello", fingerprint: ["cart", "{{ default }}"] },
      ["fingerprint cart", "message hello"],
    ],
    [
      "a fingerprint that names the default again and again",
      { message: "hello", fingerprint: ["{{default}}", "cart", "{{ default }}"] },
      ["message hello", "fingerprint cart"],
    ],
    ["nothing", {}, ["nothing"]],
  ])("%s", (_, json, components) => {
    expect(group(json).components).toEqual(components);
  });
});

describe("groupEvent puts together", () => {
  const cart = (filename: string, rest: object = {}) =>
    thrown("E", [frame("addItem", filename, rest)]);

  it.each<[string, object, object]>([
    ["deployments in different folders", cart("/app/src/cart.js"), cart("/srv/r42/src/cart.js")],
    [
      "deployments whose absolute paths alone differ",
      cart("src/cart.py", { abs_path: "/app/src/cart.py" }),
      cart("src/cart.py", { abs_path: "/srv/r42/src/cart.py" }),
    ],
    [
      "values that differ in numbers, ids and addresses",
      {
        exception: {
          type: "E",
          value: "user 7 of 9c6144d6-7c6e-407d-b3c0-6cd5f7eb25af at 0x7ffe12, a@b.com, 10.0.0.7",
        },
      },
      {
        exception: {
          type: "E",
          value: "user 12 of 00000000-7c6e-407d-b3c0-6cd5f7eb25af at 0x11, ann@c.org, 10.1.2.3:80",
        },
      },
    ],
    [
      "a message with other parameters",
      { logentry: { message: "order of %s failed", params: ["ann"] } },
      { logentry: { message: "order of %s failed", params: ["bob"] } },
    ],
    [
      "the default in a fingerprint, and what else is the same",
      { ...cart("/app/cart.js"), fingerprint: ["{{ default }}", "eu"] },
      { ...cart("/srv/cart.js"), fingerprint: ["{{ default }}", "eu"] },
    ],
    ["Windows and Linux", cart("C:\\shop\\src\\cart.js"), cart("/app/src/cart.js")],
    [
      "edited files",
      crash,
      thrown(
        "TypeError",
        frames.map((f) => ({ ...f, lineno: 99, colno: 9 })),
      ),
    ],
    ["other values of an exception", crash, thrown("TypeError", frames, "y")],
    [
      "other library versions",
      crash,
      thrown(
        "TypeError",
        frames.filter((f) => f.in_app),
      ),
    ],
    [
      "builds with a hash in the file name",
      cart("https://shop.example.com/js/main.4f3c2a1b.js?v=1"),
      cart("https://cdn.example.com/js/main.0a1b2c3d.js"),
    ],
    [
      "builds of Vite",
      cart("https://shop.example.com/assets/index-BX3kP9aZ.js"),
      cart("https://shop.example.com/assets/index-Q7yWm2_x.js"),
    ],
    [
      "depths of a recursion",
      thrown(
        "RangeError",
        Array.from({ length: 5 }, () => frame("walk", "tree.js")),
      ),
      thrown(
        "RangeError",
        Array.from({ length: 50 }, () => frame("walk", "tree.js")),
      ),
    ],
    [
      "names of anonymous functions",
      thrown("E", [frame("Object.<anonymous>", "a.js")]),
      thrown("E", [frame("Object.?", "a.js")]),
    ],
    [
      "names of generated functions",
      thrown("E", [frame("lambda$1", "A")]),
      thrown("E", [frame("lambda$27", "A")]),
    ],
    [
      "the default and a fingerprint that only asks for it",
      crash,
      { ...crash, fingerprint: ["{{default}}"] },
    ],
    ["an empty fingerprint and none", crash, { ...crash, fingerprint: [] }],
    [
      "a message that SDKs send with and without a stack",
      { message: "hello 1" },
      { message: "hello 2", exception: [{ value: "hello 2", stacktrace: { frames } }] },
    ],
  ])("%s", (_, one, other) => {
    expect(group(one)).toEqual(group(other));
  });
});

describe("groupEvent keeps apart", () => {
  it.each<[string, object, object]>([
    ["types", crash, thrown("RangeError", frames)],
    [
      "functions",
      crash,
      thrown("TypeError", frames.with(2, frame("removeItem", "/app/src/cart.js"))),
    ],
    ["files", crash, thrown("TypeError", frames.with(2, frame("addItem", "/app/src/order.js")))],
    [
      "modules",
      thrown("E", [frame("f", "a.py", { module: "a" })]),
      thrown("E", [frame("f", "a.py", { module: "b.a" })]),
    ],
    ["callers", crash, thrown("TypeError", frames.slice(1))],
    ["causes", crash, { exception: [{ type: "Cause" }, ...crash.exception.values] }],
    ["messages", { message: "hello" }, { message: "goodbye" }],
    ["a message and an exception", { message: "E" }, { exception: { type: "E" } }],
    ["a fingerprint and the text it imitates", { message: "a" }, { fingerprint: ["message a"] }],
    [
      "contents under one fingerprint with the default",
      { message: "a", fingerprint: ["{{ default }}", "eu"] },
      { message: "b", fingerprint: ["{{ default }}", "eu"] },
    ],
    [
      "words of a value",
      { exception: { type: "E", value: "no answer" } },
      { exception: { type: "E", value: "no room" } },
    ],
    [
      "templates that read alike when they are filled in",
      { logentry: { message: "order of %s failed", params: ["ann"] } },
      { logentry: { message: "order of ann %s", params: ["failed"] } },
    ],
    ["fingerprints", { fingerprint: ["a", "b"] }, { fingerprint: ["a b"] }],
  ])("%s", (_, one, other) => {
    expect(group(one).hash).not.toBe(group(other).hash);
  });
});

it("makes a hash of 32 hex digits", () => {
  expect(group(crash).hash).toMatch(/^[0-9a-f]{32}$/);
});

const oracles = findOracles("sentry");

describe.skipIf(!oracles)("groupEvent on what real SDKs sent", () => {
  const recorded = oracles ? readFileSync(`${oracles}/sdk-requests.jsonl`, "utf8") : "";
  const events = recorded.split("\n").filter(Boolean).flatMap(eventsIn);

  /** The groups of a client's events, in the order sent. */
  function groupsOf(client: string) {
    return events.filter((event) => event.client === client).map((event) => group(event.json));
  }

  it("finds each crash of a program to be an issue of its own", () => {
    const hashes = groupsOf("@sentry/node 11.12.0").map((one) => one.hash);
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(hashes).toHaveLength(6);
  });

  it("finds the same issues with the old and the new major version", () => {
    const hashes = (client: string) =>
      groupsOf(client)
        .map((one) => one.hash)
        .sort();
    expect(hashes("@sentry/node 10.78.0")).toEqual(hashes("@sentry/node 11.12.0"));
  });

  it("groups a chained error by its own frames, not Node's", () => {
    expect(groupsOf("@sentry/node 11.12.0")[0]?.components).toEqual([
      "exception TypeError",
      "frame Object.? in app",
      "frame ? in app",
      "frame outer in app",
      "frame inner in app",
      "exception Error",
      "frame Object.? in app",
      "frame ? in app",
      "frame outer in app",
    ]);
  });

  it("groups Python's exceptions and messages", () => {
    expect(groupsOf("sentry-sdk (python) 1.9.10").map((one) => one.components)).toEqual([
      ["exception KeyError", "frame <module> in __main__", "frame f in __main__"],
      ["message hello py"],
    ]);
  });

  it("leaves out Node's own frames that a browser SDK takes for the application's", () => {
    expect(groupsOf("@sentry/browser 11.12.0").map((one) => one.components)).toEqual([
      ["exception Error", "frame Object.? in t.cjs"],
    ]);
  });
});

/** The events in one recorded request, of an envelope or of the old store endpoint. */
function eventsIn(line: string): { client: string; json: unknown }[] {
  const request = JSON.parse(line) as Record<
    "client" | "clientVersion" | "path" | "bodyText",
    string
  >;
  const client = `${request.client} ${request.clientVersion}`;
  if (request.path.endsWith("/store/")) return [{ client, json: JSON.parse(request.bodyText) }];
  const limits = { maxItems: 100, maxItemBytes: 1_000_000 };
  const parsed = parseEnvelope(Buffer.from(request.bodyText), limits);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.envelope.items
    .filter((item) => item.header.type === "event")
    .map((item) => ({ client, json: JSON.parse(item.payload.toString()) }));
}
