import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findOracles } from "../../test/find-oracles.ts";
import { parseEnvelope } from "./parse-envelope.ts";

const limits = { maxItems: 10, maxItemBytes: 100 };

function parse(text: string) {
  return parseEnvelope(Buffer.from(text), limits);
}

/** Type and payload of each item, as text. */
function itemsOf(text: string): string[] {
  const parsed = parse(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.envelope.items.map((item) => `${item.header.type} ${item.payload.toString()}`);
}

describe("parseEnvelope", () => {
  it.each([
    ["a payload that ends with its line", '{}\n{"type":"event"}\n{"a":1}\n', ['event {"a":1}']],
    ["no line end after the last payload", '{}\n{"type":"event"}\n{"a":1}', ['event {"a":1}']],
    [
      "a payload of the length given",
      '{}\n{"type":"event","length":7}\n{"a":1}\n',
      ['event {"a":1}'],
    ],
    ["a payload with line ends in it", '{}\n{"type":"a","length":3}\nx\ny', ["a x\ny"]],
    ["empty lines between items", '{}\n\n\n{"type":"a"}\nx\n\n{"type":"b"}\ny\n\n', ["a x", "b y"]],
    ["an empty payload", '{}\n{"type":"a"}\n\n{"type":"b"}\ny', ["a ", "b y"]],
    [
      "an empty payload of length 0",
      '{}\n{"type":"a","length":0}\n\n{"type":"b"}\ny',
      ["a ", "b y"],
    ],
    ["an empty payload at the end", '{}\n{"type":"a","length":0}', ["a "]],
    ["a payload that is left out at the end", '{}\n{"type":"a"}', ["a "]],
    ["line ends of Windows in headers", '{}\r\n{"type":"a","length":1}\r\nx\n', ["a x"]],
    ["no items", "{}", []],
    ["no items and a line end", "{}\n", []],
  ])("reads %s", (_, text, items) => {
    expect(itemsOf(text)).toEqual(items);
  });

  it("reads the event id with or without dashes, and the dsn", () => {
    const dsn = "https://0123456789abcdef0123456789abcdef@sentry.example.com/1";
    const header = { event_id: "9c6144d6-7c6e-407d-b3c0-6cd5f7eb25af", dsn, sent_at: "now" };
    expect(parse(JSON.stringify(header))).toEqual({
      ok: true,
      envelope: { header: { eventId: "9c6144d67c6e407db3c06cd5f7eb25af", dsn }, items: [] },
    });
  });

  it.each([
    ["", "The envelope's first line is not a JSON object."],
    ["\n{}", "The envelope's first line is not a JSON object."],
    ["[]", "The envelope's first line is not a JSON object."],
    ["{", "The envelope's first line is not a JSON object."],
    ["{}\n{}\nx", "Item 1 of the envelope has no header with a type."],
    ['{}\n{"type":"a"}\nx\ny', "Item 2 of the envelope has no header with a type."],
    ['{}\n{"type":1}\nx', "Item 1 of the envelope has no header with a type."],
    [
      '{}\n{"type":"a","length":-1}\nx',
      "Item 1 of the envelope has a length that is no whole number of bytes.",
    ],
    [
      '{}\n{"type":"a","length":"1"}\nx',
      "Item 1 of the envelope has a length that is no whole number of bytes.",
    ],
    [
      '{}\n{"type":"a","length":9}\nx',
      "Item 1 of the envelope does not have the 9 bytes that its header says.",
    ],
    [
      '{}\n{"type":"a","length":1}\nxx\n',
      "Item 1 of the envelope does not have the 1 bytes that its header says.",
    ],
  ])("says what is wrong with %j", (text, reason) => {
    expect(parse(text)).toEqual({ ok: false, tooLarge: false, reason });
  });

  it("refuses more items and larger items than the limits", () => {
    expect(parse(`{}\n${'{"type":"a"}\nx\n'.repeat(11)}`)).toMatchObject({ tooLarge: true });
    expect(parse(`{}\n${'{"type":"a"}\nx\n'.repeat(10)}`)).toMatchObject({ ok: true });
    expect(parse(`{}\n{"type":"a"}\n${"x".repeat(101)}`)).toMatchObject({ tooLarge: true });
    expect(parse(`{}\n{"type":"a"}\n${"x".repeat(100)}`)).toMatchObject({ ok: true });
  });

  it("is not impressed by deep JSON", () => {
    expect(parse(`{"a":${"[".repeat(100_000)}`)).toMatchObject({ ok: false });
  });
});

const payload = fc.oneof(
  fc.uint8Array({ maxLength: 100 }),
  fc.json({ maxDepth: 1 }).map((json) => new TextEncoder().encode(json).subarray(0, 100)),
);
const writtenItem = fc.record({
  type: fc.string(),
  payload: payload.map((bytes) => Buffer.from(bytes)),
  sayLength: fc.boolean(),
  emptyLines: fc.nat({ max: 3 }),
});
type WrittenItem = typeof writtenItem extends fc.Arbitrary<infer Item> ? Item : never;

function write(items: WrittenItem[]): Buffer {
  return Buffer.concat([Buffer.from("{}\n"), ...items.map(writeItem)]);
}

function writeItem({ type, payload, sayLength, emptyLines }: WrittenItem): Buffer {
  const length = sayLength || payload.includes("\n") ? { length: payload.length } : {};
  const header = Buffer.from(`${JSON.stringify({ type, ...length })}\n`);
  return Buffer.concat([header, payload, Buffer.from("\n".repeat(1 + emptyLines))]);
}

describe("parseEnvelope on any bytes", () => {
  it("reads back what was written", () => {
    fc.assert(
      fc.property(fc.array(writtenItem, { maxLength: 10 }), (items) => {
        const parsed = parseEnvelope(write(items), limits);
        expect(parsed).toEqual({
          ok: true,
          envelope: {
            header: {},
            items: items.map(({ type, payload }) => ({ header: { type }, payload })),
          },
        });
      }),
    );
  });

  it("takes an envelope that is cut anywhere without a fault", () => {
    const property = fc.property(
      fc.array(writtenItem, { maxLength: 3 }),
      fc.nat(),
      (items, cut) => {
        const bytes = write(items);
        return parseEnvelope(bytes.subarray(0, cut % bytes.length), limits).ok !== undefined;
      },
    );
    expect(() => fc.assert(property)).not.toThrow();
  });

  it("takes any bytes without a fault", () => {
    const property = fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
      return parseEnvelope(Buffer.from(bytes), limits).ok !== undefined;
    });
    expect(() => fc.assert(property)).not.toThrow();
  });
});

const oracles = findOracles("sentry");

describe.skipIf(!oracles)("parseEnvelope on what SDKs and sentry-cli really send", () => {
  const recorded = ["sdk-requests.jsonl", "cli-requests.jsonl"]
    .flatMap((file) =>
      oracles ? readFileSync(`${oracles}/${file}`, "utf8").trim().split("\n") : [],
    )
    .map((line) => JSON.parse(line) as Recorded)
    .filter((request) => request.path.endsWith("/envelope/"));

  it.each(recorded)("reads $client $clientVersion $case $seq", (request) => {
    const body = Buffer.from(request.bodyText ?? request.body ?? "");
    const parsed = parseEnvelope(body, { maxItems: 100, maxItemBytes: 1_000_000 });
    if (!parsed.ok) throw new Error(parsed.reason);
    const [first] = parsed.envelope.items;
    expect(first?.header.type).toMatch(/^(event|session|sessions|client_report|span|transaction)$/);
    expect(JSON.parse(first?.payload.toString() ?? "")).toBeTypeOf("object");
  });
});

interface Recorded {
  path: string;
  bodyText?: string;
  body?: string;
}
