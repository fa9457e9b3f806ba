import { createHmac } from "node:crypto";
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import type { Random } from "../chaos/story/random.ts";
import type { HostileRequest } from "./hostile-request.ts";

const ENCODERS = [
  ["gzip", gzipSync],
  ["deflate", deflateSync],
  ["br", brotliCompressSync],
  ["zstd", zstdCompressSync],
] as const;

/** Sizes at which something is refused: small bodies, an event, webhooks without a repository. */
const LIMITS = [16 * 1024, 64 * 1024, 1024 * 1024];

/**
 * Does to some spoiled requests what opens the next door: signs what goes to the webhook, compresses what is
 * reported, and makes bodies as long as may be, or a byte more.
 */
export function finish(
  request: HostileRequest,
  random: Random,
  hookSecret: string,
): HostileRequest {
  const sized = random.chance(0.02) ? pad(request, random) : request;
  if (sized.target === "webhook" && random.chance(0.5)) return sign(sized, hookSecret);
  if (sized.target === "ingest" && random.chance(0.4)) return compress(sized, random);
  return sized;
}

function pad(request: HostileRequest, random: Random): HostileRequest {
  const size = random.pick(LIMITS) + random.between(-1, 1);
  const missing = Math.max(0, size - request.body.length);
  return { ...request, body: Buffer.concat([request.body, Buffer.alloc(missing, " ")]) };
}

function sign(request: HostileRequest, secret: string): HostileRequest {
  const digest = createHmac("sha256", secret).update(request.body).digest("hex");
  return { ...withHeader(request, "X-Hub-Signature", `sha256=${digest}`), isSigned: true };
}

function compress(request: HostileRequest, random: Random): HostileRequest {
  const [name, encode] = random.pick(ENCODERS);
  const encoded = encode(request.body);
  const body = random.chance(0.9) ? encoded : encoded.subarray(0, encoded.length >> 1);
  return { ...withHeader(request, "Content-Encoding", name), body };
}

function withHeader(request: HostileRequest, name: string, value: string): HostileRequest {
  const others = request.headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase());
  return { ...request, headers: [...others, [name, value]] };
}
