import { parseEventId } from "./event-id.ts";

/** What an SDK sends in one request: a header and items, each with its own header and payload. */
interface Envelope {
  header: EnvelopeHeader;
  items: EnvelopeItem[];
}

interface EnvelopeHeader {
  /** 32 hex digits, also where the SDK sent dashes. */
  eventId?: string;
  dsn?: string;
}

interface EnvelopeItem {
  header: { type: string };
  payload: Buffer;
}

interface EnvelopeLimits {
  maxItems: number;
  maxItemBytes: number;
}

type ParsedEnvelope =
  | { ok: true; envelope: Envelope }
  /** `reason` is a sentence for the sender; `tooLarge` tells 413 from 400. */
  | { ok: false; tooLarge: boolean; reason: string };

const LINE_FEED = 0x0a;
/** Of a line that is parsed before anybody knows whose it is. The trace and baggage in it have 8 kB at most. */
export const MAX_HEADER_BYTES = 16 * 1024;
/** SDKs send one between items, if any. */
const MAX_EMPTY_LINES = 100;

/**
 * Reads an envelope (https://develop.sentry.dev/sdk/data-model/envelopes/): lines of JSON, each item header followed by
 * a payload of `length` bytes, or up to the line's end where the header gives no length, as JavaScript SDKs
 * send it. Empty lines between items are skipped. Payloads are views of `bytes`, not copies.
 */
export function parseEnvelope(bytes: Buffer, limits: EnvelopeLimits): ParsedEnvelope {
  const reader = new LineReader(bytes);
  const header = readHeader(reader);
  if (header === "too large") return tooLarge(`The envelope's header ${TOO_LONG}.`);
  if (!header) return broken("The envelope's first line is not a JSON object.");
  const items: EnvelopeItem[] = [];
  while (reader.skipEmptyLines()) {
    const place = `Item ${items.length + 1} of the envelope`;
    if (items.length === limits.maxItems) {
      return tooLarge(`The envelope has more than ${limits.maxItems} items.`);
    }
    const itemHeader = readHeader(reader);
    if (itemHeader === "too large") return tooLarge(`${place} has a header that ${TOO_LONG}.`);
    if (typeof itemHeader?.type !== "string") {
      return broken(`${place} has no header with a type.`);
    }
    const payload = readPayload(reader, itemHeader.length);
    if (typeof payload === "string") return broken(`${place} ${payload}.`);
    if (payload.length > limits.maxItemBytes) {
      return tooLarge(`${place} is larger than ${limits.maxItemBytes} bytes.`);
    }
    items.push({ header: { type: itemHeader.type }, payload });
  }
  return { ok: true, envelope: { header: toEnvelopeHeader(header), items } };
}

const TOO_LONG = `is larger than ${MAX_HEADER_BYTES} bytes`;

/**
 * The key that an envelope itself names.
 * @param start its first bytes, more than `MAX_HEADER_BYTES` or all
 */
export function findEnvelopeDsn(start: Buffer): string | undefined {
  const header = readHeader(new LineReader(start));
  return typeof header === "object" ? toEnvelopeHeader(header).dsn : undefined;
}

/** Moves through the bytes; a line is given without its line feed. */
class LineReader {
  #bytes: Buffer;
  #position = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** Whether anything but line feeds is left, or too many of them. */
  skipEmptyLines(): boolean {
    const last = this.#position + MAX_EMPTY_LINES;
    while (this.#position < last && this.#bytes[this.#position] === LINE_FEED) this.#position++;
    return this.#position < this.#bytes.length;
  }

  readLine(): Buffer {
    const end = this.#bytes.indexOf(LINE_FEED, this.#position);
    return this.#take(end === -1 ? this.#bytes.length : end);
  }

  /** Undefined when fewer bytes are left, or no line end follows them. */
  readExactly(length: number): Buffer | undefined {
    const end = this.#position + length;
    const isEnd = end === this.#bytes.length || this.#bytes[end] === LINE_FEED;
    return isEnd ? this.#take(end) : undefined;
  }

  #take(end: number): Buffer {
    const taken = this.#bytes.subarray(this.#position, end);
    this.#position = Math.min(end + 1, this.#bytes.length);
    return taken;
  }
}

/** The payload, or what is wrong with it. */
function readPayload(reader: LineReader, length: unknown): Buffer | string {
  if (length === undefined || length === null) return reader.readLine();
  if (typeof length !== "number" || !Number.isSafeInteger(length) || length < 0) {
    return "has a length that is no whole number of bytes";
  }
  return reader.readExactly(length) ?? `does not have the ${length} bytes that its header says`;
}

function readHeader(reader: LineReader): Record<string, unknown> | "too large" | undefined {
  const line = reader.readLine();
  return line.length > MAX_HEADER_BYTES ? "too large" : parseObject(line);
}

function parseObject(line: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line.toString("utf8"));
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function toEnvelopeHeader(header: Record<string, unknown>): EnvelopeHeader {
  const eventId = parseEventId(header.event_id);
  return {
    ...(eventId && { eventId }),
    ...(typeof header.dsn === "string" && { dsn: header.dsn }),
  };
}

function broken(reason: string): ParsedEnvelope {
  return { ok: false, tooLarge: false, reason };
}

function tooLarge(reason: string): ParsedEnvelope {
  return { ok: false, tooLarge: true, reason };
}
