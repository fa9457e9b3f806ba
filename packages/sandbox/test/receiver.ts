import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface Received {
  /** Path and query. */
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
  json: unknown;
}

/** A webhook receiver on a real socket, for the length of one test. */
export class Receiver {
  readonly deliveries: Received[] = [];
  /** How it answers. */
  status = 204;
  url = "";

  static async start(listener?: RequestListener): Promise<Receiver> {
    const receiver = new Receiver();
    const server = createServer(
      listener ??
        ((request, response) => {
          const chunks: Buffer[] = [];
          request.on("data", (chunk: Buffer) => chunks.push(chunk));
          request.on("end", () => {
            const body = Buffer.concat(chunks).toString();
            const { headers, url = "" } = request;
            receiver.deliveries.push({ url, headers, body, json: JSON.parse(body) });
            response.writeHead(receiver.status, { "x-receiver": "here" }).end("heard");
          });
        }),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    return receiver;
  }
}
