import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { certificate, privateKey } from "./read-fixture.ts";

export interface SeenRequest {
  method: string;
  /** Path and query as sent. */
  url: string;
  path: string;
  query: Record<string, string>;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Reply {
  /** @default 200 */
  status?: number;
  headers?: Record<string, string>;
  /** Text is sent as it is, anything else as JSON. */
  body?: unknown;
  /** Close the connection instead of answering. */
  reset?: boolean;
}

export type Respond = (request: SeenRequest) => Reply | Promise<Reply>;

export interface TestServer extends AsyncDisposable {
  baseUrl: string;
  requests: SeenRequest[];
}

/** A real HTTP(S) server on a free port of 127.0.0.1 that keeps what it was asked. */
export async function startServer(
  respond: Respond,
  { tls = false }: { tls?: boolean } = {},
): Promise<TestServer> {
  const requests: SeenRequest[] = [];
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const seen = toSeen(incoming.method, incoming.url, incoming.headers, await text(incoming));
    requests.push(seen);
    const { status = 200, headers, body, reset } = await respond(seen);
    if (reset === true) {
      incoming.socket.destroy();
      return;
    }
    const json = body !== undefined && typeof body !== "string";
    outgoing.writeHead(status, { ...(json && { "content-type": "application/json" }), ...headers });
    outgoing.end(json ? JSON.stringify(body) : body);
  };
  const listener = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    // A fault of the test itself: the client must not wait for it.
    answer(incoming, outgoing).catch((error: Error) => outgoing.destroy(error));
  };
  const server = tls
    ? createTlsServer({ cert: certificate, key: privateKey }, listener)
    : createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `${tls ? "https" : "http"}://127.0.0.1:${port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function toSeen(method = "", url = "", headers: IncomingHttpHeaders = {}, body = ""): SeenRequest {
  const { pathname, searchParams } = new URL(url, "http://server");
  return { method, url, path: pathname, query: Object.fromEntries(searchParams), headers, body };
}
