import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A Sentry that does what a test says, for that test. @returns its base URL */
export function serveUpstream(listener: RequestListener): Promise<string> {
  return serve(createServer(listener));
}

/** @returns the address of a server that is ended with the test */
export async function serve(server: Server, scheme = "http"): Promise<string> {
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
