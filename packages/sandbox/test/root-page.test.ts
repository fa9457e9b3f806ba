import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { at } from "./json.ts";
import { type SandboxWorld, startWorld } from "./sandbox-world.ts";

const execute = promisify(execFile);

const openRoot = (world: SandboxWorld, accept: string) =>
  world.call("GET", "/", { as: "", headers: { accept } });

/** The commands that the page shows, as a person copies them. */
async function readCommands(world: SandboxWorld): Promise<string[]> {
  const { text } = await openRoot(world, "text/html,*/*;q=0.8");
  return [...text.matchAll(/<pre>([^<]*)<\/pre>/g)].map(([, shown = ""]) =>
    shown.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))),
  );
}

/** Not in this thread, in which the sandbox answers. */
async function run(command: string): Promise<unknown> {
  const { stdout } = await execute("sh", ["-c", command]);
  return JSON.parse(stdout);
}

test("a browser is told what the sandbox is", async () => {
  const world = await startWorld();
  const { status, headers, text } = await openRoot(world, "text/html");
  expect([status, headers.get("content-type")]).toEqual([200, "text/html;charset=UTF-8"]);
  expect(text).toContain("This is the sandbox");
  expect(text).toContain(`${world.sandbox.url}/rest/access-tokens/1.0/users/admin`);
});

test("its page is below the context path", async () => {
  const world = await startWorld({ contextPath: "/bitbucket" });
  expect((await openRoot(world, "text/html")).text).toContain("/bitbucket/sandbox/oauth/consumers");
});

test("who asks for JSON gets the 404 of any unknown address", async () => {
  const world = await startWorld();
  expect(await openRoot(world, "application/json")).toMatchObject({
    status: 404,
    json: { message: "null for uri: /", "status-code": 404 },
  });
});

test("the commands of the page do what they say", async () => {
  const world = await startWorld();
  const [token = "", consumer = "", projects = ""] = await readCommands(world);
  const made = at(await run(token), "token");
  expect(made).toEqual(expect.any(String));
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString().trim();
  const filled = consumer
    .replace("the Consumer Key", "sentry-1")
    .replace("the Public Key, with its BEGIN and END lines", pem);
  expect(await run(filled)).toMatchObject({ consumerKey: "sentry-1", name: "Sentry" });
  expect(await run(projects)).toMatchObject({ values: expect.any(Array) });
});
