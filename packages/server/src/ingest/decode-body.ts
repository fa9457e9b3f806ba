import type { Transform } from "node:stream";
import {
  brotliDecompressSync,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createZstdDecompress,
  gunzipSync,
  inflateSync,
  zstdDecompressSync,
} from "node:zlib";

interface Decoder {
  atOnce: (bytes: Buffer, options: { maxOutputLength: number }) => Buffer;
  inPieces: (options: { chunkSize: number }) => Transform;
}

const GZIP: Decoder = { atOnce: gunzipSync, inPieces: createGunzip };

const DECODERS = {
  gzip: GZIP,
  "x-gzip": GZIP,
  deflate: { atOnce: inflateSync, inPieces: createInflate },
  br: { atOnce: brotliDecompressSync, inPieces: createBrotliDecompress },
  zstd: { atOnce: zstdDecompressSync, inPieces: createZstdDecompress },
} satisfies Record<string, Decoder>;

/** Most events are that small, and decoded sooner than another thread is asked. */
const SMALL_BYTES = 16 * 1024;
const SMALL_DECODED_BYTES = 64 * 1024;
const PIECE_BYTES = 64 * 1024;

export type DecodedBody =
  | { ok: true; bytes: Buffer }
  /** `reason` is a sentence for the sender. */
  | { ok: false; status: 400 | 413 | 415 | 503; reason: string };

interface DecodeLimits {
  maxBytes: number;
  /** Is asked for room as the body grows; there is none when it says false. @default always */
  take?: (bytes: number) => boolean;
}

/**
 * Undoes the `Content-Encoding` of a body. Stops as soon as the result is larger than may be: a few bytes
 * can decode to gigabytes.
 */
export async function decodeBody(
  bytes: Buffer,
  encoding: string | undefined,
  { maxBytes, take = () => true }: DecodeLimits,
): Promise<DecodedBody> {
  return decode(bytes, encoding, async (decoder) => {
    const small = bytes.length <= SMALL_BYTES && decodeSmall(decoder, bytes, maxBytes);
    if (small) return take(small.length) ? { ok: true, bytes: small } : BUSY;
    const pieces: Buffer[] = [];
    let size = 0;
    for await (const piece of decodePieces(decoder, bytes)) {
      size += piece.length;
      if (size > maxBytes) {
        const reason = `The decoded body is larger than ${maxBytes} bytes.`;
        return { ok: false, status: 413, reason };
      }
      if (!take(piece.length)) return BUSY;
      pieces.push(piece);
    }
    return { ok: true, bytes: Buffer.concat(pieces) };
  });
}

/** The first `length` bytes of a body, without its `Content-Encoding`; no more than that is decoded. */
export async function decodeStart(
  bytes: Buffer,
  encoding: string | undefined,
  length: number,
): Promise<DecodedBody> {
  const decoded = await decode(bytes, encoding, async (decoder) => {
    let start = Buffer.alloc(0);
    for await (const piece of decodePieces(decoder, bytes)) {
      start = Buffer.concat([start, piece]);
      if (start.length >= length) break;
    }
    return { ok: true, bytes: start };
  });
  return decoded.ok ? { ok: true, bytes: decoded.bytes.subarray(0, length) } : decoded;
}

const BUSY = {
  ok: false,
  status: 503,
  reason: "Too many requests are under way. Send it again in some seconds.",
} as const;

/** Does it with the decoder of that name, and words what it throws. */
async function decode(
  bytes: Buffer,
  encoding: string | undefined,
  run: (decoder: Decoder) => Promise<DecodedBody>,
): Promise<DecodedBody> {
  const name = encoding?.trim().toLowerCase() ?? "identity";
  if (name === "identity" || name === "") return { ok: true, bytes };
  if (!isKnown(name)) {
    const reason = `The content encoding ${name} is not known. Send gzip, deflate, br or zstd.`;
    return { ok: false, status: 415, reason };
  }
  try {
    return await run(DECODERS[name]);
  } catch {
    return { ok: false, status: 400, reason: `The body is not valid ${name}.` };
  }
}

/** Undefined when it is not small once decoded. */
function decodeSmall(decoder: Decoder, bytes: Buffer, maxBytes: number): Buffer | undefined {
  try {
    return decoder.atOnce(bytes, { maxOutputLength: Math.min(maxBytes, SMALL_DECODED_BYTES) });
  } catch (error) {
    const isLarge = error instanceof Error && "code" in error;
    if (isLarge && error.code === "ERR_BUFFER_TOO_LARGE") return undefined;
    throw error;
  }
}

function decodePieces(decoder: Decoder, bytes: Buffer): AsyncIterable<Buffer> {
  const decoding = decoder.inPieces({ chunkSize: PIECE_BYTES });
  decoding.end(bytes);
  return decoding;
}

function isKnown(name: string): name is keyof typeof DECODERS {
  return Object.hasOwn(DECODERS, name);
}
