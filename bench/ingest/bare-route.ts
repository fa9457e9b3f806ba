import Fastify from "fastify";

/** The yardstick: the same HTTP server takes the same bytes and does nothing with them. */
const app = Fastify();
app.removeAllContentTypeParsers();
app.addContentTypeParser(
  "*",
  { parseAs: "buffer" },
  async (_request: unknown, body: Buffer) => body,
);
app.post("/", async () => ({ id: "0".repeat(32) }));
process.send?.(await app.listen({ host: "127.0.0.1", port: 0 }));
process.once("disconnect", () => void app.close());
