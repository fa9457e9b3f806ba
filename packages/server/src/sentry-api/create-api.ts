import { randomUUID } from "node:crypto";
import Fastify, { type FastifyBaseLogger, LogController } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { answerBrokenRequests, answerExpectations } from "./answer-broken-requests.ts";
import { answerError } from "./answer-error.ts";
import type { Api } from "./api.ts";
import { limitRequestTime } from "./limit-request-time.ts";
import { addSecurityHeaders, securityHeaders } from "./security-headers.ts";
import { answerUnknownRoutes, pathOf } from "./unknown-route.ts";
import { validateRequest } from "./validate-request.ts";

/** Without one, anybody who begins a request is waited for for ever. */
const REQUEST_TIMEOUT_MS = 120_000;
/** Headers are small: a client that needs longer is none, or ill-meaning. */
const HEADERS_TIMEOUT_MS = 10_000;
/** A connection on which nothing moves; longer than the longest question to a host that we wait for. */
const SILENCE_TIMEOUT_MS = 150_000;

/** In the place of Fastify's own compilers of JSON Schema, which it loads otherwise and nobody asks. */
const noCompiler = (): never => {
  throw new Error("Requests are read by zod, and answers have types and no schemas.");
};
const noCompilers = { buildValidator: noCompiler, buildSerializer: noCompiler };

/**
 * The HTTP server with its rules for validation and errors, and no routes yet.
 * @param publicUrl how clients reach it
 * @param trustedProxies whose X-Forwarded-For tells where a request comes from
 */
export function createApi(
  logger: FastifyBaseLogger,
  publicUrl: string,
  trustedProxies: string[] = [],
  { requestTimeoutMs = REQUEST_TIMEOUT_MS }: { requestTimeoutMs?: number } = {},
): Api {
  const headers = securityHeaders(publicUrl);
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: "requestId",
    }),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 1_000 },
    forceCloseConnections: "idle",
    trustProxy: trustedProxies.length > 0 ? trustedProxies : false,
    requestTimeout: 0,
    connectionTimeout: SILENCE_TIMEOUT_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS, connectionsCheckingInterval: 2_000 },
    // Of addresses that name no route since they cannot be read, such as `/%zz`; no hook is called.
    frameworkErrors: (error, request, reply) =>
      void answerError(error, request, reply.headers(headers)),
    clientErrorHandler: answerBrokenRequests(headers),
    genReqId: () => randomUUID(),
    schemaController: { compilersFactory: noCompilers },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validateRequest);
  app.setErrorHandler(answerError);
  acceptEmptyJson(app);
  limitRequestTime(app, requestTimeoutMs);
  addSecurityHeaders(app, headers);
  answerExpectations(app, headers);
  answerUnknownRoutes(app);
  app.decorate("publicUrl", publicUrl);
  app.decorateRequest("principal", undefined);
  app.addHook("onResponse", (request, reply, done) => {
    const { method, url } = request;
    const durationMs = Math.round(reply.elapsedTime);
    request.log.info(
      { method, path: pathOf(url), status: reply.statusCode, durationMs },
      "request",
    );
    done();
  });
  return app;
}

/** Clients name the type of every request, also of one that has no body. */
function acceptEmptyJson(app: Api): void {
  const parseJson = app.getDefaultJsonParser("error", "error");
  const options = { parseAs: "string" } as const;
  app.addContentTypeParser("application/json", options, (request, body: string, done) => {
    if (body === "") done(null, undefined);
    else void parseJson(request, body, done);
  });
}
