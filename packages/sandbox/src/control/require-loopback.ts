import type { FastifyInstance } from "fastify";

/** The controls have no password, so they answer only this machine. */
export function requireLoopback(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    const isLocal = /^(127\.|::1$|::ffff:127\.)/.test(request.ip);
    if (!isLocal)
      return reply.status(403).send({ message: "Only from the sandbox's own machine." });
    return undefined;
  });
}
