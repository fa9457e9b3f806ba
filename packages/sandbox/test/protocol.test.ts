import { expect, test } from "vitest";
import { startWorld } from "./sandbox-world.ts";

test("an unknown address is a 404 without exceptionName", async () => {
  const world = await startWorld();
  const { status, json } = await world.get("/nothing/here");
  expect(status).toBe(404);
  expect(json).not.toHaveProperty("errors");
});

test("a wrong method is 405 and names the right ones", async () => {
  const world = await startWorld();
  const { status, headers, text } = await world.rest("PATCH", "/projects");
  expect([status, text]).toEqual([405, ""]);
  expect(headers.get("allow")).toContain("POST");
});

test("who takes no JSON gets 406 and an empty body", async () => {
  const world = await startWorld();
  const { status, text } = await world.get("/projects", { headers: { accept: "text/html" } });
  expect([status, text]).toEqual([406, ""]);
  const qualified = { accept: "text/html, application/*;q=0.5" };
  expect((await world.get("/projects", { headers: qualified })).status).toBe(200);
});

test("a body that is not JSON is 415, and JSON that is broken is 400", async () => {
  const world = await startWorld();
  const headers = { "content-type": "text/plain" };
  expect((await world.rest("POST", "/projects", { headers, body: {} })).status).toBe(415);
  const broken = await fetch(`${world.sandbox.url}/rest/api/1.0/projects`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from("admin:admin").toString("base64")}`,
      "content-type": "application/json",
    },
    body: "{",
  });
  expect(broken.status).toBe(400);
  expect(await broken.json()).toMatchObject({ errors: [{ exceptionName: null }] });
});

test("1.0 and latest are the same, and capabilities point to the event keys", async () => {
  const world = await startWorld({ version: "9.4.2" });
  const properties = await world.call("GET", "/rest/api/latest/application-properties", { as: "" });
  expect(properties.json).toEqual({
    version: "9.4.2",
    buildNumber: "9004002",
    buildDate: expect.stringMatching(/^\d+$/),
    displayName: "Bitbucket",
  });
  const { json } = await world.call("GET", "/rest/capabilities", { as: "" });
  expect(json).toMatchObject({
    application: "stash",
    capabilities: { webhooks: `${world.sandbox.url}/rest/webhooks/latest/capabilities` },
  });
  const events = await world.call("GET", "/rest/webhooks/latest/capabilities", { as: "" });
  expect(events.json).toMatchObject({
    "application-webhooks": expect.arrayContaining(["repo:refs_changed", "pr:merged"]),
  });
});

test("users are found by name, display name or e-mail, and never with a password", async () => {
  const world = await startWorld();
  await world.control("PUT", "/users/E4711", { displayName: "Jane Citizen" });
  const { json, text } = await world.get("/users?filter=citizen");
  expect(json).toMatchObject({ size: 1, values: [{ name: "E4711", slug: "e4711" }] });
  expect(text).not.toContain("password");
  expect((await world.get("/users/e4711")).json).toMatchObject({ name: "E4711" });
  const unknown = await world.get("/users/nobody");
  expect(unknown.json).toMatchObject({
    errors: [{ exceptionName: "com.atlassian.bitbucket.user.NoSuchUserException" }],
  });
  expect((await world.get("/users", { as: "" })).status).toBe(401);
});
