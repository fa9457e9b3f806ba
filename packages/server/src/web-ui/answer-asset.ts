import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { extname, join } from "node:path";
import type { FastifyReply, FastifyRequest } from "fastify";

const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

/** What the build writes: no name leads anywhere else, and none to a compressed twin. */
const NAME = /^[\w-][\w.-]*$/;

const IMMUTABLE = "public, max-age=31536000, immutable";

/** The smallest first. */
const ENCODINGS = [
  { token: "br", suffix: ".br" },
  { token: "gzip", suffix: ".gz" },
] as const;

/** Answers a file of the UI, compressed as it was at the build; its name changes with its content. */
export async function answerAsset(
  folder: string,
  { params: { name }, headers }: FastifyRequest<{ Params: { name: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const type = NAME.test(name) ? TYPES[extname(name)] : undefined;
  const path = join(folder, "assets", name);
  const size = type === undefined ? undefined : await sizeOf(path);
  if (type === undefined || size === undefined) {
    return reply
      .status(404)
      .send({ detail: `The web UI has no file ${name}. Load the page again.` });
  }
  void reply.type(type).header("cache-control", IMMUTABLE).header("vary", "accept-encoding");
  const accepted = parseEncodings(headers["accept-encoding"]);
  for (const { token, suffix } of ENCODINGS) {
    const smaller = accepted.has(token) ? await sizeOf(path + suffix) : undefined;
    if (smaller === undefined) continue;
    return send(reply.header("content-encoding", token), path + suffix, smaller);
  }
  return send(reply, path, size);
}

function send(reply: FastifyReply, path: string, size: number): FastifyReply {
  return reply.header("content-length", size).send(createReadStream(path));
}

/** @returns undefined when there is no such file */
async function sizeOf(path: string): Promise<number | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? found.size : undefined;
}

/** `br;q=0` refuses what it names. */
function parseEncodings(header: string | string[] = ""): Set<string> {
  const offers = [header]
    .flat()
    .join(",")
    .split(",")
    .map((offer) => offer.trim().toLowerCase());
  return new Set(
    offers
      .filter((offer) => !/;\s*q=0(?:\.0*)?$/.test(offer))
      .map((offer) => offer.split(";")[0] ?? ""),
  );
}
