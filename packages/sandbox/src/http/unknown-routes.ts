import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** Answers 405 with `Allow` for a known address asked with another method, else 404, without exceptionName. */
export function answerUnknownRoutes(app: FastifyInstance): void {
  const routes: { pattern: RegExp; method: string }[] = [];
  app.addHook("onRoute", ({ url, method }) => {
    for (const name of [method].flat()) routes.push({ pattern: toPattern(url), method: name });
  });
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split("?")[0] ?? "";
    const allowed = routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    if (allowed.length > 0) {
      return reply
        .status(405)
        .header("allow", [...new Set(allowed)].join(","))
        .send();
    }
    return answerUnknown(request, reply);
  });
}

/** 404 in the words for an address that is nothing's. */
export function answerUnknown(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.status(404).send({ message: `null for uri: ${request.url}`, "status-code": 404 });
}

function toPattern(url: string): RegExp {
  const pattern = url
    .split("/")
    .map((part) => (part === "*" ? ".*" : part.startsWith(":") ? "[^/]+" : RegExp.escape(part)))
    .join("/");
  return new RegExp(`^${pattern}$`);
}
