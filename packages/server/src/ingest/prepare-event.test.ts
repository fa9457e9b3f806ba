import * as fc from "fast-check";
import { expect, test } from "vitest";
import { normalizeEvent } from "./normalize-event.ts";
import { prepareEvent } from "./prepare-event.ts";

/** NUL, which PostgreSQL refuses, and a half of a character, which UTF-8 does not have. */
const BAD = ["\0", "\ud800", "\udc00"];

const text = fc
  .tuple(fc.constantFrom(...BAD), fc.constantFrom("", "a", "1.0", "{}", "%s", "😀"))
  .map(([bad, rest]) => `${rest}${bad}${rest}`);
const dictionary = fc.dictionary(text, text, { maxKeys: 3 });

const frame = fc.record({ filename: text, abs_path: text, function: text, module: text });
const exception = fc.record({
  type: text,
  value: text,
  module: text,
  mechanism: fc.record({ type: text }),
  stacktrace: fc.record({ frames: fc.array(frame, { maxLength: 2 }) }),
});

const event = fc.record(
  {
    release: text,
    environment: text,
    dist: text,
    server_name: text,
    transaction: text,
    logger: text,
    platform: text,
    message: text,
    logentry: fc.record({ message: text, params: fc.array(text, { maxLength: 2 }) }),
    exception: fc.record({ values: fc.array(exception, { maxLength: 2 }) }),
    fingerprint: fc.array(text, { maxLength: 2 }),
    tags: fc.array(fc.tuple(fc.constantFrom("color", ...BAD), text), { maxLength: 3 }),
    user: fc.record({ id: text, email: text, username: text, ip_address: text }),
    sdk: fc.record({ name: text, version: text }),
    request: fc.record({ url: text, headers: dictionary }),
    contexts: fc.record({ runtime: fc.record({ name: text, version: text }) }),
    extra: dictionary,
    breadcrumbs: fc.array(dictionary, { maxLength: 2 }),
  },
  { requiredKeys: [] },
);

test("nothing that is kept of an event has text that databases refuse", () => {
  const property = fc.property(event, (sent) => {
    const normalized = normalizeEvent(sent, { at: 0, eventId: "0".repeat(32) });
    if (!normalized) throw new Error("not an event");
    const { face, summary } = prepareEvent(normalized);
    // JSON writes both as escapes.
    const kept = JSON.stringify([normalized, face, summary]);
    expect(kept).not.toMatch(/\\u(?:0000|d[89a-f])/i);
  });
  fc.assert(property, { numRuns: 300 });
});
