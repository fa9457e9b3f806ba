import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/**
 * A Sentry that does what a test says, for what no real one does on demand. What it is asked while it is being
 * connected it answers as one.
 */
export async function startSpyUpstream(listener: RequestListener) {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://spy");
    if (request.headers["user-agent"] === "sentry-bitbucket-server") {
      response.writeHead(200, { "content-type": "application/json" });
      const isList = /\/(projects|releases|issues)\/$/.test(pathname);
      const root = { id: "1", slug: "spied", auth: { scopes: ["org:ci"] }, user: null };
      response.end(JSON.stringify(isList ? [] : root));
      return;
    }
    seen.push(request);
    listener(request, response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  /** Requests of callers, as they arrived. */
  return { url, seen };
}
