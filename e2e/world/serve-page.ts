import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";

/** A web server of its own origin. */
export interface PageServer {
  url: string;
  /** What the page posts to `/outcome` when it is done. */
  outcome: Promise<unknown>;
  close(): Promise<void>;
}

/** Serves a page that does nothing but run the script, which is a module. */
export async function servePage(script: string): Promise<PageServer> {
  const outcome = Promise.withResolvers<unknown>();
  const server = createServer((request, response) => {
    if (request.url === "/outcome") {
      text(request)
        .then((body) => outcome.resolve(JSON.parse(body)))
        .catch(outcome.reject);
      response.end();
    } else if (request.url === "/page.js") {
      response.setHeader("content-type", "text/javascript").end(script);
    } else {
      response.setHeader("content-type", "text/html");
      response.end('<!doctype html><script type="module" src="/page.js"></script>');
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    outcome: outcome.promise,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
