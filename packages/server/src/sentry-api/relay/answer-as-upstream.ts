import type { Answer } from "@sentry-bitbucket-server/outbound";
import type { FastifyReply } from "fastify";

/** What of an answer that was read is told with it. */
const TOLD = [
  "content-type",
  "link",
  "retry-after",
  "x-sentry-rate-limit-limit",
  "x-sentry-rate-limit-remaining",
  "x-sentry-rate-limit-reset",
  "x-sentry-rate-limit-concurrentlimit",
  "x-sentry-rate-limit-concurrentremaining",
];

/** Gives the caller an answer of the upstream that was read as a whole. */
export async function answerAsUpstream(reply: FastifyReply, answer: Answer): Promise<void> {
  for (const name of TOLD) {
    const value = answer.header(name);
    if (value !== undefined) void reply.header(name, value);
  }
  await reply.status(answer.status).send(answer.body);
}
