import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, zstdDecompress } from "node:zlib";

const DECODERS = {
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
  zstd: promisify(zstdDecompress),
};

type DecodedBody =
  | { ok: true; bytes: Buffer }
  /** `reason` is a sentence for the sender. */
  | { ok: false; status: 400 | 413 | 415; reason: string };

/**
 * Undoes the `Content-Encoding` of a body. Stops as soon as the result is larger than `maxBytes`: a
 * few bytes can decode to gigabytes.
 */
export async function decodeBody(
  bytes: Buffer,
  encoding: string | undefined,
  maxBytes: number,
): Promise<DecodedBody> {
  const name = encoding?.trim().toLowerCase() ?? "identity";
  if (name === "identity" || name === "") return { ok: true, bytes };
  if (!isKnown(name)) {
    const reason = `The content encoding ${name} is not known. Send gzip, deflate, br or zstd.`;
    return { ok: false, status: 415, reason };
  }
  try {
    return { ok: true, bytes: await DECODERS[name](bytes, { maxOutputLength: maxBytes }) };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE") {
      const reason = `The decoded body is larger than ${maxBytes} bytes.`;
      return { ok: false, status: 413, reason };
    }
    return { ok: false, status: 400, reason: `The body is not valid ${name}.` };
  }
}

function isKnown(name: string): name is keyof typeof DECODERS {
  return Object.hasOwn(DECODERS, name);
}
