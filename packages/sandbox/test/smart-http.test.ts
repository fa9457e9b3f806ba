import { randomBytes } from "node:crypto";
import { request } from "node:http";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { at } from "./json.ts";
import { cart, startWorld } from "./sandbox-world.ts";

test("what was pushed is cloned, with the key in any case and .git or not", async () => {
  const world = await startWorld();
  const clone = await world.makeCart();
  const head = await clone.commit("First", { "a.txt": "1" });
  await clone.push("HEAD:main");
  for (const path of ["/scm/SHOP/cart.git", "/scm/shop/cart", "/scm/Shop/Cart.git"]) {
    const other = await world.clone("admin:admin", path);
    expect(await other.git("rev-parse", "HEAD")).toBe(head);
  }
});

test("protocol version 0 is served as well as 2", async () => {
  const world = await startWorld();
  const clone = await world.makeCart();
  const head = await clone.commit("First");
  await clone.push("HEAD:main");
  for (const version of ["0", "2"]) {
    const refs = await clone.git(
      "-c",
      `protocol.version=${version}`,
      "ls-remote",
      "origin",
      "main",
    );
    expect(refs).toBe(`${head}\trefs/heads/main`);
  }
});

test("a pack of many megabytes goes through, in chunks", async () => {
  const world = await startWorld();
  const clone = await world.makeCart();
  const noise = randomBytes(6_000_000).toString("base64");
  const head = await clone.commit("Large", { "noise.txt": noise });
  // Above this size git sends chunks of unknown length in place of one body.
  await clone.git("-c", "http.postBuffer=65536", "push", "-q", "origin", "HEAD:main");
  const other = await world.clone("admin:admin", "/scm/shop/cart.git");
  expect(await other.git("rev-parse", "HEAD")).toBe(head);
});

test("a compressed request is understood", async () => {
  const world = await startWorld();
  const clone = await world.makeCart();
  await clone.commit("First");
  await clone.push("HEAD:main");
  const response = await fetch(`${world.sandbox.url}/scm/shop/cart.git/git-upload-pack`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from("admin:admin").toString("base64")}`,
      "content-type": "application/x-git-upload-pack-request",
      "content-encoding": "gzip",
      "git-protocol": "version=2",
    },
    body: gzipSync("0014command=ls-refs\n0000"),
  });
  expect(response.headers.get("content-type")).toBe("application/x-git-upload-pack-result");
  expect(await response.text()).toContain("refs/heads/main");
});

test("a token stands for the password, of a user or of the repository", async () => {
  const world = await startWorld();
  const clone = await world.makeCart();
  await clone.commit("First");
  await clone.push("HEAD:main");
  const make = async (path: string) => {
    const body = { name: "git", permissions: ["REPO_WRITE"] };
    const { json } = await world.call("PUT", `/rest/access-tokens/latest${path}`, { body });
    return encodeURIComponent(at(json, "token") as string);
  };
  for (const credentials of [
    `admin:${await make("/users/admin")}`,
    `x-token-auth:${await make(cart)}`,
  ]) {
    const other = await world.clone(credentials, "/scm/shop/cart.git");
    await other.commit("More");
    await other.push("HEAD:main");
  }
  const { json } = await world.get(`${cart}/ref-change-activities`);
  expect(at(json, "values.0.user.name")).toBe("access-token-user");
  expect(at(json, "values.1.user.name")).toBe("admin");
});

test.each([
  ["stranger:wrong", "/scm/shop/cart.git", "Authentication failed"],
  ["jane:jane", "/scm/shop/cart.git", "not found"],
  ["admin:admin", "/scm/shop/none.git", "not found"],
])("%s cannot clone %s", async (credentials, path, words) => {
  const world = await startWorld();
  await world.makeCart();
  await world.control("PUT", "/users/jane", {});
  await expect(world.clone(credentials, path)).rejects.toThrow(words);
});

test("who may only read cannot push", async () => {
  const world = await startWorld();
  await world.makeCart();
  await world.control("PUT", "/users/jane", {
    grants: [{ project: "SHOP", permission: "PROJECT_READ" }],
  });
  const clone = await world.clone("jane:jane", "/scm/shop/cart.git");
  await clone.commit("First");
  await expect(clone.push("HEAD:main")).rejects.toThrow("403");
  expect((await world.get(`${cart}/commits`)).json).toMatchObject({ size: 0 });
});

test("an upload that breaks off leaves the repository free for the next push", async () => {
  const world = await startWorld();
  const clone = await world.makeCart();
  await clone.commit("First");
  const broken = request(`${world.sandbox.url}/scm/shop/cart.git/git-receive-pack`, {
    method: "POST",
    auth: "admin:admin",
    headers: { "content-type": "application/x-git-receive-pack-request" },
  });
  broken.on("error", () => undefined);
  await new Promise((resolve) => broken.write("00a0", resolve));
  // Another round trip: by then the upload has begun and holds the repository.
  await world.get(cart);
  const push = clone.push("HEAD:main");
  broken.destroy();
  await push;
  expect((await world.get(`${cart}/commits`)).json).toMatchObject({ size: 1 });
});
