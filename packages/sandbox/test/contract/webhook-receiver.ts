import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface Delivery {
  eventKey: string;
  body: unknown;
}

export interface WebhookReceiver {
  url: string;
  /** In order of arrival. */
  deliveries: Delivery[];
  close: () => Promise<void>;
}

/** A server that answers every webhook with 204 and keeps its payload. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const deliveries: Delivery[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const eventKey = String(request.headers["x-event-key"]);
      deliveries.push({ eventKey, body: JSON.parse(body) });
      return response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    url,
    deliveries,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
