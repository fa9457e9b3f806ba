import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import type { Relaying } from "./relaying.ts";

/**
 * Puts something before the upstream, for one test, as a proxy is before many.
 * @param answer answers a call itself, or gives false: then it is passed on
 */
export async function standBefore(
  { ours, theirs }: Relaying,
  answer: (request: IncomingMessage, response: ServerResponse) => boolean,
): Promise<void> {
  const server = createServer((request, response) => {
    if (answer(request, response)) request.resume();
    else void passOn(theirs.url, request, response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await ours.db.updateTable("upstreams").set({ baseUrl }).execute();
}

async function passOn(to: string, request: IncomingMessage, response: ServerResponse) {
  const { method = "GET", url = "", headers } = request;
  const { authorization = "", "user-agent": agent = "" } = headers;
  const passed = await fetch(to + url, {
    method,
    headers: { authorization, "user-agent": agent, "content-type": "application/json" },
    body: (await text(request)) || null,
  });
  response.writeHead(passed.status, { "content-type": "application/json" });
  response.end(await passed.text());
}
