const { startNodeSdk } = require("./start-node-sdk.cjs");

/** A server with tracing: besides the error it sends sessions, and transactions or spans. */
const Sentry = startNodeSdk({ tracesSampleRate: 1 });
const http = require("node:http");

const server = http.createServer((request, response) => {
  if (request.url === "/broken") Sentry.captureException(new Error("inside a request"));
  response.end("ok");
});

async function visit() {
  const origin = `http://127.0.0.1:${server.address().port}`;
  for (const path of ["/fine", "/broken"])
    await fetch(origin + path).then((answer) => answer.text());
  server.close();
  await Sentry.close(10_000);
}

server.listen(0, "127.0.0.1", () => void visit());
