import { expect, test } from "vitest";
import { toEventTags } from "./event-tags.ts";
import { normalizeEvent } from "./normalize-event.ts";

const chain = (...mechanisms: object[]) => ({
  exception: { values: mechanisms.map((mechanism) => ({ type: "Error", mechanism })) },
});
const withContexts = (contexts: object) => ({ contexts });

test.each<[name: string, sent: object, tags: Record<string, string>]>([
  ["its level, which every event has", {}, {}],
  ["the release", { release: "shop@1.0" }, { release: "shop@1.0" }],
  ["the environment", { environment: "production" }, { environment: "production" }],
  ["the distribution", { dist: "17" }, { dist: "17" }],
  ["the host", { server_name: "shop-1" }, { server_name: "shop-1" }],
  ["the transaction", { transaction: "GET /pay" }, { transaction: "GET /pay" }],
  ["the logger", { logger: "root" }, { logger: "root" }],
  [
    "the address without its query",
    { request: { url: "http://a/b?c=d#e" } },
    { url: "http://a/b" },
  ],
  ["no address that is none", { request: { url: { a: 1 } } }, {}],
  ["the user's number", { user: { id: 42, email: "a@b" } }, { user: "id:42" }],
  ["else the name", { user: { username: "ann", email: "a@b" } }, { user: "username:ann" }],
  ["else the e-mail", { user: { email: "a@b", ip_address: "::1" } }, { user: "email:a@b" }],
  ["else the address", { user: { ip_address: "::1" } }, { user: "ip:::1" }],
  ["no address that is to be found out", { user: { ip_address: "{{auto}}" } }, {}],
  ["how it was caught", chain({ type: "onerror" }), { mechanism: "onerror" }],
  ["whether it was handled", chain({ handled: true }), { handled: "yes" }],
  [
    "unhandled when one of the chain is",
    chain({ type: "chained", handled: true }, { type: "middleware", handled: false }),
    { mechanism: "middleware", handled: "no" },
  ],
  [
    "a runtime and its name",
    withContexts({ runtime: { name: "node", version: "v24.1.0" } }),
    { runtime: "node v24.1.0", "runtime.name": "node" },
  ],
  [
    "an operating system without its version",
    withContexts({ os: { name: "Linux" } }),
    { os: "Linux", "os.name": "Linux" },
  ],
  [
    "a browser",
    withContexts({ browser: { name: "Firefox", version: "140.0" } }),
    { browser: "Firefox 140.0", "browser.name": "Firefox" },
  ],
  ["nothing of contexts in another shape", withContexts({ os: "Linux", runtime: [1] }), {}],
  ["the SDK's own", { tags: { color: "blue" } }, { color: "blue" }],
  ["what the event says before a tag of that name", { tags: { level: "none" } }, {}],
  [
    "none that the event alone can say",
    { tags: { user: "a|b", handled: "no", release: "2", dist: "3", environment: "eu" } },
    { environment: "eu" },
  ],
  ["one line of several", { transaction: "GET\n  /pay" }, { transaction: "GET /pay" }],
  [
    "what is too long, cut",
    { user: { id: "x".repeat(300).slice(0, 128) }, request: { url: `http://${"a".repeat(300)}` } },
    { user: `id:${"x".repeat(128)}`, url: `http://${"a".repeat(193)}` },
  ],
])("an event is tagged with %s", (_name, sent, tags) => {
  const event = normalizeEvent(sent, { at: 0, eventId: "0".repeat(32) });
  if (!event) throw new Error("not an event");
  expect(Object.fromEntries(toEventTags(event))).toEqual({ level: "error", ...tags });
});

test("tags are sorted by key", () => {
  const sent = { tags: { zone: "eu", app: "shop" }, release: "1" };
  const event = normalizeEvent(sent, { at: 0, eventId: "0".repeat(32) });
  const keys = event && toEventTags(event).map(([key]) => key);
  expect(keys).toEqual(["app", "level", "release", "zone"]);
});
