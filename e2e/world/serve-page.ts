import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import { extname, join } from "node:path";
import { text } from "node:stream/consumers";

const ROOT = join(import.meta.dirname, "..", "..");

const TYPES: Record<string, string> = { ".html": "text/html", ".js": "text/javascript" };

/** A web server of its own origin. */
export interface PageServer {
  url: string;
  /** What the page posts to `/outcome` when it is done. */
  outcome: Promise<unknown>;
  close(): Promise<void>;
}

/** Serves the files of this repository, so that a page can load what is installed. */
export async function servePage(): Promise<PageServer> {
  const outcome = Promise.withResolvers<unknown>();
  const server = createServer((request, response) => {
    if (request.url === "/outcome") {
      void readJson(request).then(outcome.resolve, outcome.reject);
      response.end();
      return;
    }
    const { pathname } = new URL(request.url ?? "/", "http://page");
    readFile(join(ROOT, pathname)).then(
      (bytes) => response.setHeader("content-type", TYPES[extname(pathname)] ?? "").end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    outcome: outcome.promise,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  return JSON.parse(await text(request)) as unknown;
}
