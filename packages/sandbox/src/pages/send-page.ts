import type { FastifyReply } from "fastify";
import { STYLE_SOURCE } from "./style.ts";

const POLICY = `default-src 'none'; style-src ${STYLE_SOURCE}; frame-ancestors 'none'`;

/** Not to be shown in another site's frame, where a user could be tricked into pressing a button. */
export function sendPage(reply: FastifyReply, status: number, page: string): FastifyReply {
  return reply
    .code(status)
    .type("text/html;charset=UTF-8")
    .header("cache-control", "no-store")
    .header("x-frame-options", "DENY")
    .header("content-security-policy", POLICY)
    .send(page);
}
