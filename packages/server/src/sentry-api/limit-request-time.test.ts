import { once } from "node:events";
import { request } from "node:http";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { createApi } from "./create-api.ts";

/** A server that cuts requests off at once, with a route that says whether it may take long. */
async function start(): Promise<string> {
  const app = createApi(pino({ level: "silent" }), "http://localhost:9000", [], {
    requestTimeoutMs: 20,
  });
  onTestFinished(() => app.close());
  app.addHook("onRequest", (request, _reply, done) => {
    request.mayTakeLong = request.url === "/long";
    done();
  });
  const answer = () => ({ done: true });
  app.post("/short", answer);
  app.post("/long", answer);
  return app.listen({ host: "127.0.0.1", port: 0 });
}

/** A request that has begun its body, and does not go on with it. */
function begin(url: string) {
  const headers = { "content-type": "application/json", "content-length": "2" };
  const begun = request(url, { method: "POST", headers });
  begun.write("{");
  return begun;
}

test("a request that is never sent to its end is cut off", async () => {
  const begun = begin(`${await start()}/short`);
  const [error] = (await once(begun, "error").catch((thrown: Error) => [thrown])) as [Error];
  expect(error.message).toMatch(/hang up|ECONNRESET/);
});

test("one that may take long is not", async () => {
  const url = await start();
  const long = begin(`${url}/long`);
  const short = begin(`${url}/short`);
  await once(short, "error").catch(() => undefined);
  long.end("}");
  const [response] = await once(long, "response");
  expect(response).toMatchObject({ statusCode: 200 });
});
