import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { acceptsHtml } from "./accepts-html.ts";
import { BitbucketError, Redirect } from "./bitbucket-error.ts";

/** One entry of Bitbucket's error body. */
function errorBody(
  message: string | null,
  exceptionName: string | null,
  context: string | null = null,
) {
  return { errors: [{ context, message, exceptionName }] };
}

/** Turns whatever a handler threw into Bitbucket's status and error body. */
export function answerError(
  error: FastifyError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error instanceof BitbucketError) {
    if (error.status === 401) askForCredentials(request, reply);
    return reply
      .status(error.status)
      .send(errorBody(error.message, error.exceptionName, error.context));
  }
  if (error instanceof Redirect) return reply.status(307).header("location", error.location).send();
  const status = "statusCode" in error && error.statusCode ? error.statusCode : 500;
  if (status === 415) return reply.status(415).send();
  if (status === 500) console.error(error);
  return reply.status(status).send(errorBody(error.message, null));
}

/** git and browsers ask again when the scheme is named; REST answers do not name it. */
export function askForCredentials(request: FastifyRequest, reply: FastifyReply): void {
  if (/\/(scm|plugins)\//.test(request.url) || acceptsHtml(request)) {
    void reply.header("www-authenticate", 'Basic realm="Atlassian Bitbucket"');
  }
}
