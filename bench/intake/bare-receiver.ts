import { createHmac, timingSafeEqual } from "node:crypto";
import Fastify from "fastify";

/** The yardstick: the same HTTP server reads, verifies and parses the same bytes, and keeps nothing. */
const [secret = ""] = process.argv.slice(2);
const app = Fastify();
app.removeAllContentTypeParsers();
app.addContentTypeParser(
  "*",
  { parseAs: "buffer" },
  async (_request: unknown, body: Buffer) => body,
);
app.post<{ Body: Buffer }>("/", async ({ body, headers }, reply) => {
  const given = Buffer.from(String(headers["x-hub-signature"]).slice("sha256=".length), "hex");
  const own = createHmac("sha256", secret).update(body).digest();
  if (!timingSafeEqual(given, own)) return reply.status(401).send();
  JSON.parse(body.toString("utf8"));
  return reply.status(204).send();
});
process.send?.(await app.listen({ host: "127.0.0.1", port: 0 }));
process.once("disconnect", () => void app.close());
