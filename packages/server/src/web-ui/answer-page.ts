import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyReply } from "fastify";
import { NOT_BUILT_HTML, NOT_BUILT_POLICY } from "./not-built-page.ts";

/** Stands in `index.html` where the nonce goes. */
const PLACEHOLDER = "%STYLE_NONCE%";

/**
 * Answers the page that all addresses have. Its styles may be made by script, so they carry a nonce
 * that nobody could know before.
 */
export async function answerPage(folder: string, reply: FastifyReply): Promise<FastifyReply> {
  void reply.type("text/html; charset=utf-8");
  const html = await readIndex(folder);
  if (html === undefined) {
    return reply
      .status(503)
      .header("content-security-policy", NOT_BUILT_POLICY)
      .send(NOT_BUILT_HTML);
  }
  const nonce = randomBytes(16).toString("base64url");
  return reply
    .header("content-security-policy", pagePolicy(nonce))
    .send(html.replaceAll(PLACEHOLDER, nonce));
}

/** Read for each: a build while the service runs is seen at once. */
async function readIndex(folder: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, "index.html"), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Everything comes from here, and nothing is written into the page but by its own scripts. */
function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
