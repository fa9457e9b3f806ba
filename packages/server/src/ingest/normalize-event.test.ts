import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalizeEvent } from "./normalize-event.ts";

const at = Date.UTC(2026, 10, 22, 12, 30);
const received = { at, eventId: "f".repeat(32) };

function normalize(json: unknown) {
  const event = normalizeEvent(json, received);
  if (!event) throw new Error("not an event");
  return event;
}

const bare = {
  eventId: received.eventId,
  timestamp: at,
  platform: "other",
  level: "error",
  exceptions: [],
  tags: [],
  request: {},
  contexts: {},
  extra: {},
  breadcrumbs: [],
};

describe("normalizeEvent", () => {
  it("does not keep the environment of the program, as sentry-cli sends it", () => {
    const extra = { environ: { AWS_SECRET_ACCESS_KEY: "s3cret" }, order: 7 };
    expect(normalize({ extra }).extra).toEqual({ order: 7 });
  });

  it("keeps what an SDK says", () => {
    const frame = {
      filename: "src/cart.js",
      abs_path: "/app/src/cart.js",
      module: "src:cart",
      function: "addItem",
      lineno: 12,
      colno: 3,
      in_app: true,
      pre_context: ["{"],
      context_line: "throw error;",
      post_context: ["}"],
    };
    const event = {
      event_id: "9C6144D6-7C6E-407D-B3C0-6CD5F7EB25AF",
      timestamp: at / 1_000 - 1.5,
      platform: "node",
      level: "fatal",
      release: "web@1.0.0",
      environment: "production",
      dist: "7",
      server_name: "host-1",
      transaction: "GET /cart",
      logger: "cart",
      logentry: { message: "hello %s", params: ["world"] },
      exception: {
        values: [
          {
            type: "TypeError",
            value: "x",
            module: "builtins",
            mechanism: { type: "generic", handled: false, data: {} },
            stacktrace: { frames: [frame] },
          },
        ],
      },
      fingerprint: ["cart", "{{ default }}", 7],
      tags: { feature: "checkout", retry: 2, beta: true },
      user: { id: 42, email: "u@example.com", username: "u", ip_address: "192.0.2.1" },
      sdk: { name: "sentry.javascript.node", version: "11.12.0", packages: [] },
      request: { url: "https://shop.example.com/cart" },
      contexts: { os: { name: "Debian" } },
      extra: { cart: [1, 2] },
      breadcrumbs: { values: [{ message: "click" }] },
      modules: { express: "5.0.0" },
    };
    expect(normalize(event)).toEqual({
      eventId: "9c6144d67c6e407db3c06cd5f7eb25af",
      timestamp: at - 1_500,
      platform: "node",
      level: "fatal",
      release: "web@1.0.0",
      environment: "production",
      dist: "7",
      serverName: "host-1",
      transaction: "GET /cart",
      logger: "cart",
      message: "hello world",
      messageTemplate: "hello %s",
      exceptions: [
        {
          type: "TypeError",
          value: "x",
          module: "builtins",
          mechanism: { type: "generic", handled: false, synthetic: false },
          frames: [
            {
              filename: "src/cart.js",
              absPath: "/app/src/cart.js",
              module: "src:cart",
              function: "addItem",
              lineno: 12,
              colno: 3,
              inApp: true,
              preContext: ["{"],
              contextLine: "throw error;",
              postContext: ["}"],
            },
          ],
        },
      ],
      fingerprint: ["cart", "{{ default }}", "7"],
      tags: [
        ["feature", "checkout"],
        ["retry", "2"],
        ["beta", "true"],
      ],
      user: { id: "42", email: "u@example.com", username: "u", ipAddress: "192.0.2.1" },
      sdk: { name: "sentry.javascript.node", version: "11.12.0" },
      request: event.request,
      contexts: event.contexts,
      extra: event.extra,
      breadcrumbs: [{ message: "click" }],
    });
  });

  it("makes an event of an empty object", () => {
    expect(normalize({})).toEqual(bare);
  });

  it.each([null, undefined, 1, "event", [], [{}]])("makes none of %j", (json) => {
    expect(normalizeEvent(json, received)).toBeUndefined();
  });

  it("drops whatever has the wrong type", () => {
    for (const wrong of [null, 1, "", [], [null], { a: null }, { values: [null, 1] }, true]) {
      const names =
        "event_id timestamp level release environment dist logentry exception tags user sdk";
      const json = Object.fromEntries(names.split(" ").map((name) => [name, wrong]));
      expect(normalize(json)).toMatchObject({ timestamp: at, level: "error", exceptions: [] });
    }
  });

  it("drops a broken frame and keeps the others", () => {
    const frames = [null, { function: "f", lineno: "12", colno: -1, in_app: "yes" }, [], {}];
    const [exception] = normalize({
      exception: [{ type: "E", stacktrace: { frames } }],
    }).exceptions;
    expect(exception?.frames.map((frame) => frame.function)).toEqual(["f"]);
  });

  it.each([
    ["a list", [{ type: "E" }]],
    ["a lone exception", { type: "E" }],
    ["an object with values", { values: [null, { type: "E" }, { mechanism: {} }] }],
  ])("reads exceptions in %s", (_, exception) => {
    expect(normalize({ exception }).exceptions).toEqual([{ type: "E", frames: [] }]);
  });

  it.each([
    ["text", { message: "hello" }, "hello", undefined],
    ["an old log entry", { message: { message: "a %s", params: ["b"] } }, "a b", "a %s"],
    ["a log entry without parameters", { logentry: { message: "hello" } }, "hello", undefined],
    ["a formatted one", { logentry: { message: "a %s", formatted: "a b" } }, "a b", "a %s"],
    ["only a formatted one", { logentry: { formatted: "a b" } }, "a b", undefined],
    ["both", { message: "b", logentry: { message: "a" } }, "a", undefined],
  ])("reads a message from %s", (_, json, message, messageTemplate) => {
    expect(normalize(json)).toEqual({ ...bare, message, messageTemplate });
  });

  it.each([
    ["fatal", "fatal"],
    ["WARNING", "warning"],
    ["warn", "warning"],
    ["log", "info"],
    ["critical", "fatal"],
    ["constructor", "error"],
    [40, "error"],
  ])("reads the level %j as %s", (level, expected) => {
    expect(normalize({ level }).level).toBe(expected);
  });

  it.each([
    [
      "tags in pairs",
      { tags: [["a", "b"], ["a"], null, ["c", 1]] },
      {
        tags: [
          ["a", "b"],
          ["c", "1"],
        ],
      },
    ],
    ["tags that Sentry refuses", { tags: { "a b": 1, c: "x\ny", d: "", e: {} } }, { tags: [] }],
    [
      "a tag twice",
      {
        tags: [
          ["a", "1"],
          ["a", "2"],
        ],
      },
      { tags: [["a", "2"]] },
    ],
    ["an address to fill in", { user: { ip_address: "{{auto}}" } }, { user: undefined }],
    ["a release that cannot be one", { release: "a/b" }, { release: undefined }],
    ["a release with NUL", { release: "web@1.0\0" }, { release: undefined }],
    ["a release with half a character", { release: "web@\ud83d" }, { release: undefined }],
    ["an environment with NUL", { environment: "prod\0" }, { environment: undefined }],
    ["an environment with half a character", { environment: "\ud800" }, { environment: undefined }],
    ["an environment that cannot be one", { environment: "a/b" }, { environment: undefined }],
    ["a text with NUL", { server_name: "a\0b" }, { serverName: "ab" }],
  ])("copes with %s", (_, json, expected) => {
    expect(normalize(json)).toMatchObject(expected);
  });

  it.each([
    ["/app/node_modules/express/index.js", false],
    ["C:\\app\\node_modules\\express\\index.js", false],
    ["/usr/lib/python3/dist-packages/flask.py", false],
    ["node:internal/timers", false],
    ["<anonymous>", false],
    ["/app/src/cart.js", true],
    ["https://shop.example.com/cart.js", true],
  ])("tells whether %s is the application's own when the SDK does not", (abs_path, inApp) => {
    const exception = [{ stacktrace: { frames: [{ abs_path }] } }];
    expect(normalize({ exception }).exceptions[0]?.frames[0]?.inApp).toBe(inApp);
  });

  it("keeps the 250 frames nearest to the crash", () => {
    const frames = Array.from({ length: 100_000 }, (_, index) => ({ function: `f${index}` }));
    const kept = normalize({ exception: [{ stacktrace: { frames } }] }).exceptions[0]?.frames;
    expect(kept).toHaveLength(250);
    expect(kept?.at(-1)?.function).toBe("f99999");
  });

  it("keeps an event small, whatever is in it", () => {
    const long = "x".repeat(100_000);
    const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`k${index}`, 1]));
    const many = (entry: unknown) => Array.from({ length: 5_000 }, () => entry);
    const event = normalize({
      message: long,
      exception: many({ type: long, value: long, module: long }),
      fingerprint: many(long),
      tags: wide,
      extra: wide,
      user: { id: long },
      breadcrumbs: many({ message: "click" }),
    });
    expect(JSON.stringify(event).length).toBeLessThan(600_000);
  });
});

it.each([
  ["a list", [{ message: "click" }]],
  ["the values of an object", { values: [{ message: "click" }] }],
])("breadcrumbs may come as %s", (_what, breadcrumbs) => {
  const event = normalizeEvent({ breadcrumbs }, { at: Date.now(), eventId: "0".repeat(32) });
  expect(event?.breadcrumbs).toEqual([{ message: "click" }]);
});

describe("normalizeEvent on any JSON", () => {
  const keys = (
    "event_id timestamp level message logentry params exception values stacktrace frames tags user " +
    "fingerprint extra breadcrumbs toString"
  ).split(" ");
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { maxDepth: 6 },
      fc.constantFrom(null, true, 0, 1e308, "", "text"),
      fc.array(tie("json"), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom(...keys), tie("json"), { maxKeys: 6 }),
    ),
  }));

  it("never fails, and an event survives being written and read", () => {
    fc.assert(
      fc.property(json, (value) => {
        const event = normalizeEvent(value, received);
        const text = JSON.stringify(event ?? null);
        expect(JSON.parse(text)).toEqual(event ?? null);
      }),
      { numRuns: 500 },
    );
  });

  it("is not impressed by depth", () => {
    const bomb = `{"values":`.repeat(50_000) + "1" + "}".repeat(50_000);
    for (const key of keys) {
      const value: unknown = JSON.parse(`{"${key}":${bomb}}`);
      expect(() => normalizeEvent(value, received)).not.toThrow();
    }
  });
});
