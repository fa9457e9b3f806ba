import type { Socket } from "node:net";
import type { Api } from "./api.ts";

/**
 * What Node's parser refuses, by its codes; all else is a bad request. The reasons are written out: an `import` of
 * node:http loads all that it could give, Node's own fetch too, which is 40 ms of the start.
 */
const STATUSES: Record<string, string> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  HPE_CHUNK_EXTENSIONS_OVERFLOW: "413 Payload Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

/** Answers what is no request, of which no route and no hook hears, with the headers of all answers. */
export function answerBrokenRequests(headers: Record<string, string>) {
  return (error: { code?: string }, socket: Socket): void => {
    // It may have gone away, or an answer to it is under way already.
    if (!socket.writable || error.code === "ECONNRESET" || socket.bytesWritten > 0) {
      socket.destroy();
      return;
    }
    socket.end(toAnswer(STATUSES[error.code ?? ""] ?? "400 Bad Request", headers), () =>
      socket.destroy(),
    );
  };
}

/** The same where a client expects something before it sends its body that no server has. */
export function answerExpectations(app: Api, headers: Record<string, string>): void {
  app.server.on("checkExpectation", (_request, response) => {
    response.writeHead(417, { ...headers, connection: "close" }).end();
  });
}

/** @param status with its reason: `400 Bad Request` */
function toAnswer(status: string, headers: Record<string, string>): string {
  const body = JSON.stringify({ detail: `${status.slice("400 ".length)}.` });
  const all = {
    ...headers,
    "content-type": "application/json; charset=utf-8",
    "content-length": String(body.length),
    connection: "close",
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status}`, ...lines, "", body].join("\r\n");
}
