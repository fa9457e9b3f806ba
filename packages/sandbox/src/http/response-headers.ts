import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";

/** Gives every answer Bitbucket's headers (reference 3.6). No ETag and no Last-Modified, as in the product. */
export function addResponseHeaders(
  app: FastifyInstance,
  clock: () => Date = () => new Date(),
): void {
  const instanceId = randomBytes(5).toString("hex").slice(0, 6).toUpperCase();
  let requests = 0;
  let running = 0;
  app.addHook("onRequest", async (_request, reply) => {
    requests += 1;
    running += 1;
    const now = clock();
    const minute = now.getUTCHours() * 60 + now.getUTCMinutes();
    // `@` instance, minute of the UTC day, number of the request, requests running beside it.
    void reply.headers({
      "x-arequestid": `@${instanceId}x${minute}x${requests}x${running - 1}`,
      "x-content-type-options": "nosniff",
      pragma: "no-cache",
      "cache-control": ["private, no-cache", "no-cache, no-transform"],
      vary: "x-ausername,x-auserid,cookie,accept-encoding",
    });
  });
  app.addHook("onResponse", async () => {
    running -= 1;
  });
  app.addHook("onSend", async (request, reply) => {
    const type = reply.getHeader("content-type");
    if (type === "application/json; charset=utf-8") {
      void reply.header("content-type", "application/json;charset=UTF-8");
    }
    const { user } = request.caller;
    if (!user) return;
    void reply.header("x-auserid", String(user.id));
    void reply.header("x-ausername", encodeURIComponent(user.name));
  });
}
