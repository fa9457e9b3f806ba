import type { Random } from "../chaos/story/random.ts";
import type { HostileRequest } from "./hostile-request.ts";

/** What parsers, databases and people stumble over. */
const TOKENS = [
  "",
  "\0",
  "%00",
  "%zz",
  "../../etc/passwd",
  "' or 1=1 --",
  "\uD800",
  "\u202E",
  "null",
  "-1",
  "9".repeat(400),
  "1e999",
  "NaN",
  "{}",
  "[",
  "[".repeat(5_000),
  '{"__proto__":{"a":1}}',
  "a".repeat(10_000),
  "<script>",
  "sha256=",
  `sha256=${"0".repeat(64)}`,
  "gzip",
  "Bearer ",
  "text/plain; charset=",
];

type Mutation = (request: HostileRequest, random: Random) => HostileRequest;

const MUTATIONS: Mutation[] = [
  (request, random) => ({ ...request, body: spliceToken(request.body, random) }),
  (request, random) => ({
    ...request,
    body: request.body.subarray(0, below(request.body.length, random)),
  }),
  (request, random) => ({ ...request, body: flipByte(request.body, random) }),
  (request, random) => ({
    ...request,
    body: Buffer.concat([request.body, request.body]),
    method: random.pick([request.method, "POST", "PUT"]),
  }),
  (request, random) => ({ ...request, body: replaceValue(request.body, random) }),
  (request, random) => ({ ...request, path: splicePath(request.path, random) }),
  (request, random) => ({ ...request, headers: spoilHeader(request.headers, random) }),
  (request, random) => ({ ...request, headers: request.headers.filter(() => random.chance(0.7)) }),
];

/** Spoils a request in one to three ways; the same from the same seed. */
export function mutate(request: HostileRequest, random: Random): HostileRequest {
  let mutated = request;
  for (let n = random.between(1, 3); n > 0; n--) mutated = random.pick(MUTATIONS)(mutated, random);
  return mutated;
}

const below = (length: number, random: Random) => random.between(0, Math.max(0, length - 1));

function spliceToken(body: Buffer, random: Random): Buffer {
  const at = below(body.length, random);
  return Buffer.concat([body.subarray(0, at), Buffer.from(random.pick(TOKENS)), body.subarray(at)]);
}

function flipByte(body: Buffer, random: Random): Buffer {
  const flipped = Buffer.from(body);
  if (flipped.length > 0) flipped[below(flipped.length, random)] = random.between(0, 255);
  return flipped;
}

/** One value of a JSON, also deep inside, becomes something else. */
function replaceValue(body: Buffer, random: Random): Buffer {
  const values = [...body.toString("utf8").matchAll(/:("[^"]*"|-?\d+|true|false|null)/g)];
  const found = values.length > 0 ? random.pick(values) : undefined;
  if (!found) return spliceToken(body, random);
  const [text] = found;
  const token = random.pick(TOKENS);
  const other = random.pick([
    JSON.stringify(token),
    "[]",
    "{}",
    "null",
    "1e308",
    `[${text.slice(1)}]`,
  ]);
  const whole = body.toString("utf8");
  const end = found.index + text.length;
  return Buffer.from(`${whole.slice(0, found.index)}:${other}${whole.slice(end)}`);
}

/** No blanks and line ends: those would end the request line, and with it what is tested here. */
function splicePath(path: string, random: Random): string {
  const parts = path.split("/");
  const token = encodeURI(random.pick(TOKENS).toWellFormed()).slice(0, 4_000);
  parts[random.between(1, Math.max(1, parts.length - 1))] = random.chance(0.5)
    ? token
    : `${token}?${token}=${token}`;
  return parts.join("/");
}

function spoilHeader(headers: [string, string][], random: Random): [string, string][] {
  const token = random
    .pick(TOKENS)
    .toWellFormed()
    .replace(/[^\t\x20-\x7e\xa0-\xff]/g, "\xff");
  if (headers.length === 0) return [["X-Event-Key", token]];
  const at = random.between(0, headers.length - 1);
  return headers.map(([name, value], index) => [name, index === at ? token : value]);
}
