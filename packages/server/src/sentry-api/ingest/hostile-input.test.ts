import { once } from "node:events";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addProject, startApi, type TestApi } from "../../../test/start-api.ts";

let api: TestApi;
let address: string;

beforeEach(async () => {
  api = await startApi();
  const { id, publicKey } = await addProject(api, "shop");
  address = `${api.url}/api/${id}/KIND/?sentry_key=${publicKey}`;
});

afterEach(() => api.close());

async function post(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
  kind = "envelope",
): Promise<number> {
  const response = await fetch(address.replace("KIND", kind), { method: "POST", headers, body });
  await response.text();
  return response.status;
}

interface Issue {
  id: string;
}

/** Every page that shows what was stored must go on answering. */
async function brokenPages(): Promise<string[]> {
  const list = "/api/0/projects/acme/shop/issues/?query=";
  const issues = await api.call("GET", list);
  const pages = (issues.status === 200 ? (issues.body as Issue[]) : []).flatMap(({ id }) => [
    `/api/0/organizations/acme/issues/${id}/`,
    `/api/0/organizations/acme/issues/${id}/events/latest/`,
  ]);
  const others = ["/api/0/organizations/acme/releases/", ...pages];
  const broken = issues.status === 200 ? [] : [list];
  for (const page of others) if ((await api.call("GET", page)).status !== 200) broken.push(page);
  return broken;
}

const envelope = (event: string, header = "{}", item = '{"type":"event"}') =>
  [header, item, event].join("\n");

const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string))));

const frames = (count: number) =>
  JSON.stringify({
    exception: {
      values: [
        { type: "Error", stacktrace: { frames: Array.from({ length: count }, () => ({ a: 1 })) } },
      ],
    },
  });

const deep = (depth: number) => `{"extra":${"[".repeat(depth)}${"]".repeat(depth)}}`;

const BAD = [400];
const KEPT = [200];
const TOO_LARGE = [413];

test.each<[string, number[], string | Uint8Array<ArrayBuffer>]>([
  ["nothing", BAD, ""],
  ["line ends alone", BAD, "\n\n\n"],
  ["an envelope cut in its header", BAD, '{"event_id"'],
  ["an envelope cut in an item's header", BAD, '{}\n{"type":"ev'],
  ["an envelope cut in its event", BAD, '{}\n{"type":"event"}\n{"message":"bo'],
  ["a length that is too long", BAD, '{}\n{"type":"event","length":1000}\n{}'],
  ["a length that is too short", BAD, '{}\n{"type":"event","length":1}\n{"message":"boom"}'],
  ["a negative length", BAD, '{}\n{"type":"event","length":-1}\n{}'],
  ["a length that is no number", BAD, '{}\n{"type":"event","length":"2"}\n{}'],
  ["a length beyond all numbers", BAD, '{}\n{"type":"event","length":1e999}\n{}'],
  ["an event that is a list", BAD, envelope("[]")],
  ["an event that is null", BAD, envelope("null")],
  ["2,000 items", TOO_LARGE, `{}\n${'{"type":"session"}\n{}\n'.repeat(2_000)}`],
  ["100,000 frames", KEPT, envelope(frames(100_000))],
  ["200,000 frames, more than 1 MiB", TOO_LARGE, envelope(frames(200_000))],
  ["JSON of 200,000 levels", KEPT, envelope(deep(200_000))],
  ["a header of 8,000 levels", KEPT, envelope("{}", deep(8_000))],
  ["invalid UTF-8", KEPT, bytes('{}\n{"type":"event"}\n{"message":"', [0xff, 0xc0, 0x80], '"}')],
  [
    "half a character, and a NUL",
    KEPT,
    envelope('{"message":"\\ud800 \\u0000","tags":{"a":"\\udfff"}}'),
  ],
  [
    "keys of objects' own",
    KEPT,
    envelope('{"__proto__":{"a":1},"extra":{"__proto__":1,"toString":2}}'),
  ],
  [
    "a name for everything",
    KEPT,
    envelope('{"tags":{"constructor":"x"},"user":{"id":{}},"release":{}}'),
  ],
  [
    "times that are none",
    KEPT,
    envelope(
      '{"timestamp":1e308,"exception":[{"stacktrace":{"frames":[{"lineno":-1e308,"function":"f"}]}}]}',
    ),
  ],
  [
    "a long parameter named a thousand times",
    KEPT,
    envelope(
      JSON.stringify({
        logentry: { message: "%(a)s".repeat(1_000), params: { a: "x".repeat(900_000) } },
      }),
    ),
  ],
  ["an id that is none", KEPT, envelope('{"event_id":"../../etc/passwd","message":"x"}')],
])("%s is answered with one of %j and breaks no page", async (_what, statuses, body) => {
  expect(statuses).toContain(await post(body));
  expect(await brokenPages()).toEqual([]);
});

describe("somebody without a key", () => {
  const keyless = (body: Uint8Array<ArrayBuffer>, query = "") =>
    fetch(address.replace("KIND", "envelope").replace(/\?.*/, query), {
      method: "POST",
      body,
      headers: { "content-encoding": "gzip" },
    });

  test("has no more decoded or parsed of a body than the envelope's first line may have", async () => {
    const line = `{"a":[${"{},".repeat(3_000_000)}0]}\n`;
    const bomb = new Uint8Array(gzipSync(line));
    const parseMs = timeOf(() => JSON.parse(line));
    const before = performance.now();
    const answers = await Promise.all(Array.from({ length: 12 }, () => keyless(bomb)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 401));
    expect(performance.now() - before).toBeLessThan(parseMs);
  });

  test("is refused before the body is there", async () => {
    const { port, hostname } = new URL(address);
    const socket = connect(Number(port), hostname);
    const path = `/api/1/envelope/?sentry_key=${"0".repeat(32)}`;
    socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: 9000000\r\n\r\n`);
    const [answer] = (await once(socket, "data")) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1.1 403 /);
    socket.destroy();
  });
});

function timeOf(act: () => unknown): number {
  const before = performance.now();
  act();
  return performance.now() - before;
}

test.each([
  ["an envelope", `{"a":"${"x".repeat(17_000)}"}`],
  ["an item", `{}\n{"type":"event","a":"${"x".repeat(17_000)}"}\n{}`],
])("the header of %s is not parsed when it is too long", async (_whose, body) => {
  expect(await post(body)).toBe(413);
});

test("an envelope of empty lines is not read to its end", async () => {
  expect(await post(`{}\n${"\n".repeat(10_000)}{"type":"session"}\n{}`)).toBe(400);
});

describe("compressed input", () => {
  test("a few bytes that decode to gigabytes are not decoded to their end", async () => {
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(101 * 1024 * 1024)));
    expect(bomb.length).toBeLessThan(200_000);
    expect(await post(bomb, { "content-encoding": "gzip" })).toBe(413);
  });

  test("a bomb in a bomb is decoded once", async () => {
    const inner = gzipSync(gzipSync(Buffer.alloc(50 * 1024 * 1024)));
    expect(await post(new Uint8Array(inner), { "content-encoding": "gzip" })).toBe(400);
    expect(await post(new Uint8Array(inner), { "content-encoding": "gzip, gzip" })).toBe(415);
  });

  test.each(["gzip", "deflate", "br", "zstd"])("what is no %s is refused", async (encoding) => {
    expect(await post(envelope("{}"), { "content-encoding": encoding })).toBe(400);
  });
});

const keys = [
  ..."event_id timestamp level message logentry formatted params exception values type value".split(
    " ",
  ),
  ..."stacktrace frames function filename abs_path lineno in_app context_line pre_context".split(
    " ",
  ),
  ..."tags user id fingerprint extra breadcrumbs release environment platform transaction".split(
    " ",
  ),
  ..."contexts request sdk __proto__ constructor length".split(" "),
];

const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(null, true, 0, -1, 1e308, "", "text", "1.0", "\0", "\ud800", "latest"),
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.array(tie("json"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...keys), tie("json"), { maxKeys: 8 }),
  ),
}));

const event = fc.dictionary(fc.constantFrom(...keys), json, { maxKeys: 10 });

/** Long enough to find what is easily found, short enough for every run of the tests. */
const BOUNDED = { numRuns: 150, interruptAfterTimeLimit: 10_000, markInterruptAsFailure: false };

describe("any input", () => {
  test("any JSON in the place of an event is kept or refused, and breaks no page", async () => {
    const property = fc.asyncProperty(event, fc.boolean(), async (sent, legacy) => {
      const text = JSON.stringify(sent);
      expect(await (legacy ? post(text, {}, "store") : post(envelope(text)))).toBe(200);
    });
    await fc.assert(property, BOUNDED);
    expect(await brokenPages()).toEqual([]);
  });

  test("an envelope with any bytes of it changed is answered with 200, 400 or 413", async () => {
    const good = Buffer.from(
      envelope(
        '{"message":"boom","tags":[["a","b"]]}',
        '{"event_id":"9c61"}',
        '{"type":"event","length":37}',
      ),
    );
    const change = fc.record({ at: fc.nat(good.length - 1), byte: fc.nat(255) });
    const changes = fc.array(change, { minLength: 1, maxLength: 6 });
    const property = fc.asyncProperty(changes, fc.nat(good.length), async (made, cutAt) => {
      const bad = Uint8Array.from(good);
      for (const { at, byte } of made) bad[at] = byte;
      expect([200, 400, 413]).toContain(await post(bad));
      expect([200, 400, 413]).toContain(await post(bad.subarray(0, cutAt)));
    });
    await fc.assert(property, BOUNDED);
    expect(await brokenPages()).toEqual([]);
  });

  test("any bytes under any encoding are answered with 4xx", async () => {
    const encodings = fc.constantFrom("gzip", "deflate", "br", "zstd", "identity", "x", "");
    const property = fc.asyncProperty(
      fc.uint8Array({ maxLength: 300 }),
      encodings,
      fc.constantFrom("envelope", "store"),
      async (body, encoding, kind) => {
        const status = await post(Uint8Array.from(body), { "content-encoding": encoding }, kind);
        expect([200, 400, 413, 415]).toContain(status);
      },
    );
    await fc.assert(property, BOUNDED);
    expect(await brokenPages()).toEqual([]);
  });

  test("any project, key and query in the address are answered with 4xx", async () => {
    const word = fc.oneof(
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.constantFrom("1", "-1", "1e99", "%00", ".."),
    );
    const property = fc.asyncProperty(word, word, async (project, key) => {
      const path = `/api/${encodeURIComponent(project.toWellFormed())}/envelope/`;
      const query = `?sentry_key=${encodeURIComponent(key.toWellFormed())}`;
      const { status } = await fetch(`${api.url}${path}${query}`, { method: "POST", body: "{}" });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    });
    await fc.assert(property, BOUNDED);
  });
});
