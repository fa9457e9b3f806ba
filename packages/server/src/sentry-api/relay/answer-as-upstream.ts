import type { Answer } from "@sentry-bitbucket-server/outbound";
import type { FastifyReply } from "fastify";
import { fromUpstreamHeaders } from "../../upstream/pass-through/relayed-headers.ts";

/** Gives the caller an answer of the upstream that was read as a whole, and may have been added to. */
export async function answerAsUpstream(
  reply: FastifyReply,
  { status, headers, body }: Pick<Answer, "status" | "headers" | "body">,
): Promise<void> {
  const told = fromUpstreamHeaders(headers);
  for (const name of ["content-length", "content-encoding"]) delete told[name];
  await reply.status(status).headers(told).send(body);
}
