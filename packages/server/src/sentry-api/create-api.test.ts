import { pino } from "pino";
import { expect, test } from "vitest";
import { createApi } from "./create-api.ts";

test("headers that are never sent to their end, and a connection that says nothing, are given up", async () => {
  const app = createApi(pino({ level: "silent" }), "http://localhost:9000");
  await app.ready();
  expect(app.server.headersTimeout).toBe(10_000);
  expect(app.server.timeout).toBe(150_000);
});

test("an address that cannot be read is refused as everything else is", async () => {
  const app = createApi(pino({ level: "silent" }), "http://localhost:9000");
  const response = await app.inject("/api/0/organizations/%zz/");
  expect(response.statusCode).toBe(400);
  expect(response.json()).toEqual({ detail: expect.stringContaining("%zz") });
});

test("a path that answers other methods says which, and another path is not there", async () => {
  const app = createApi(pino({ level: "silent" }), "http://localhost:9000");
  const path = "/api/0/organizations/:organization/teams.json/";
  app.get(path, () => ({}));
  app.delete(path, () => ({}));
  const wrong = await app.inject({
    method: "PUT",
    url: "/api/0/organizations/acme/teams.json?a=/",
  });
  expect([wrong.statusCode, wrong.json()]).toEqual([405, { detail: 'Method "PUT" not allowed.' }]);
  expect(wrong.headers.allow).toBe("GET, HEAD, DELETE");
  for (const url of ["/api/0/organizations/a/b/teams.json/", "/api/0/organizations/a/teamsxjson"]) {
    const answer = await app.inject({ method: "PUT", url });
    expect([answer.statusCode, answer.json().detail]).toEqual([404, expect.stringContaining(url)]);
  }
});

test("a body of another type is refused by its name", async () => {
  const app = createApi(pino({ level: "silent" }), "http://localhost:9000");
  app.post("/", () => ({}));
  const headers = { "content-type": "text/csv" };
  const answer = await app.inject({ method: "POST", url: "/", headers, payload: "a,b" });
  expect(answer.statusCode).toBe(415);
  expect(answer.json().detail).toBe(
    'Unsupported media type "text/csv" in request. Send application/json.',
  );
});

test("where a request comes from is told by proxies that are trusted, and by no others", async () => {
  const addressSeen = async (trusted: string[]) => {
    const app = createApi(pino({ level: "silent" }), "http://localhost:9000", trusted);
    app.get("/", ({ ip }) => ({ ip }));
    const headers = { "x-forwarded-for": "6.6.6.6, 192.0.2.7" };
    return (await app.inject({ url: "/", headers, remoteAddress: "10.1.2.3" })).json().ip;
  };
  expect(await addressSeen([])).toBe("10.1.2.3");
  expect(await addressSeen(["127.0.0.1"])).toBe("10.1.2.3");
  expect(await addressSeen(["10.0.0.0/8"])).toBe("192.0.2.7");
});

test("a database that is away is told as such, for clients to come back", async () => {
  const app = createApi(pino({ level: "silent" }), "http://localhost:9000");
  app.get("/broken", () => {
    throw Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  });
  const answer = await app.inject("/broken");
  expect([answer.statusCode, answer.headers["retry-after"]]).toEqual([503, "5"]);
  expect(answer.json()).toEqual({
    detail: expect.stringContaining("The database does not answer"),
  });
});
