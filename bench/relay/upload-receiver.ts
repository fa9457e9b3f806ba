import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A Sentry that takes uploads of any size, counts their bytes and keeps none; a process of its own. What it is
 * asked while it is being connected it answers as one. Tells its URL to its parent.
 */
const server = createServer((request, response) => {
  let received = 0;
  request.on("data", (chunk: Buffer) => (received += chunk.length));
  request.on("end", () => {
    const isList = /\/(projects|releases|issues)\//.test(request.url ?? "");
    const root = { id: "1", slug: "sentry", auth: { scopes: ["org:ci"] }, user: null };
    const isUpload = request.method === "POST";
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(isUpload ? { received } : isList ? [] : root));
  });
});

server.listen(0, "127.0.0.1", () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.once("disconnect", () => process.exit());
