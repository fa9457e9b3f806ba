import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { Api } from "./api.ts";

/** What Node's parser refuses, by its codes; all else is a bad request. */
const STATUSES: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers what is no request, of which no route and no hook hears, with the headers of all answers. */
export function answerBrokenRequests(headers: Record<string, string>) {
  return (error: { code?: string }, socket: Socket): void => {
    // It may have gone away, or an answer to it is under way already.
    if (!socket.writable || error.code === "ECONNRESET" || socket.bytesWritten > 0) {
      socket.destroy();
      return;
    }
    socket.end(toAnswer(STATUSES[error.code ?? ""] ?? 400, headers), () => socket.destroy());
  };
}

/** The same where a client expects something before it sends its body that no server has. */
export function answerExpectations(app: Api, headers: Record<string, string>): void {
  app.server.on("checkExpectation", (_request, response) => {
    response.writeHead(417, { ...headers, connection: "close" }).end();
  });
}

function toAnswer(status: number, headers: Record<string, string>): string {
  const reason = STATUS_CODES[status] ?? "";
  const body = JSON.stringify({ detail: `${reason}.` });
  const all = {
    ...headers,
    "content-type": "application/json; charset=utf-8",
    "content-length": String(body.length),
    connection: "close",
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${reason}`, ...lines, "", body].join("\r\n");
}
