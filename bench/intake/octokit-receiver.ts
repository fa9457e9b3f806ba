import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createNodeMiddleware, Webhooks } from "@octokit/webhooks";

/** What people use for GitHub's webhooks: it verifies and parses, and keeps nothing. */
const [secret = ""] = process.argv.slice(2);
const webhooks = new Webhooks({ secret });
webhooks.on("push", () => undefined);
const middleware = createNodeMiddleware(webhooks, { path: "/" });
const server = createServer((request, response) => void middleware(request, response));
server.listen(0, "127.0.0.1", () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.once("disconnect", () => server.close());
