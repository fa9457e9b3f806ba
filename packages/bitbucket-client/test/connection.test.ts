import { once } from "node:events";
import { createServer } from "node:http";
import {
  connect,
  createServer as createSocketServer,
  type AddressInfo,
  type Server,
} from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import { BitbucketServerClient } from "../src/client.ts";
import { certificate } from "./read-fixture.ts";
import { accessToken, startClient } from "./start-client.ts";
import { startServer } from "./start-server.ts";

const properties = { version: "9.4.0" };
const respond = () => ({ body: properties });

afterEach(() => vi.unstubAllEnvs());

describe("TLS", () => {
  test("a certificate of an unknown authority is refused, with what to do", async () => {
    await using server = await startServer(respond, { tls: true });
    await using started = startClient(server.baseUrl);
    await expect(started.client.getApplicationProperties()).rejects.toMatchObject({
      code: "bitbucket_network",
      failure: "tls",
      retryable: false,
      cause: expect.any(Error),
      message: expect.stringContaining("Give the PEM of that authority as CA certificate"),
    });
    expect(server.requests).toEqual([]);
  });

  test("one's own authority is trusted", async () => {
    await using server = await startServer(respond, { tls: true });
    await using started = startClient(server.baseUrl, { caCertificate: certificate });
    expect(await started.client.getApplicationProperties()).toEqual(properties);
  });

  test("a certificate for another name is refused, also from one's own authority", async () => {
    await using server = await startServer(respond, { tls: true });
    await using proxy = await startTunnel(server.baseUrl);
    await using started = startClient("https://bitbucket.example.com", {
      caCertificate: certificate,
      proxy: { httpsProxy: proxy.address },
    });
    await expect(started.client.getApplicationProperties()).rejects.toMatchObject({
      failure: "tls",
      message: expect.stringContaining("is for other host names"),
    });
  });

  test("verifySsl: false accepts any certificate", async () => {
    await using server = await startServer(respond, { tls: true });
    await using started = startClient(server.baseUrl, { verifySsl: false });
    expect(await started.client.getApplicationProperties()).toEqual(properties);
  });

  test("https where only http is spoken says so", async () => {
    await using server = await startServer(respond);
    await using started = startClient(server.baseUrl.replace("http:", "https:"));
    await expect(started.client.getApplicationProperties()).rejects.toMatchObject({
      failure: "tls",
      message: expect.stringContaining("must start with http://"),
    });
  });

  test.each([
    ["not PEM", /is not in PEM/],
    ["-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", /is damaged/],
  ])("a CA certificate that is %j is refused at once", (caCertificate, sentence) => {
    expect(() => startClient("https://host", { caCertificate })).toThrow(sentence);
  });
});

describe("a connection that fails", () => {
  test("because nobody listens is refused, and worth another try later", async () => {
    const { baseUrl } = await closedServer();
    await using started = startClient(baseUrl);
    await expect(started.client.getApplicationProperties()).rejects.toMatchObject({
      failure: "refused",
      retryable: true,
      message: expect.stringMatching(/refuses the connection.*ECONNREFUSED.*\(GET http/),
    });
    expect(started.waits).toEqual([]);
  });

  test("because the name is not known says so", async () => {
    await using started = startClient("http://bitbucket.invalid");
    await expect(started.client.getApplicationProperties()).rejects.toMatchObject({
      failure: "dns",
      retryable: true,
      message: expect.stringContaining("bitbucket.invalid cannot be resolved"),
    });
  });

  test("because something else than HTTP answers says so", async () => {
    await using server = await startListening(
      createSocketServer((socket) => socket.once("data", () => socket.end("SSH-2.0-OpenSSH\r\n"))),
    );
    await using started = startClient(`http://${server.address}`);
    await expect(started.client.getApplicationProperties()).rejects.toMatchObject({
      failure: "protocol",
      retryable: false,
      message: expect.stringContaining("does not answer in HTTP"),
    });
  });

  test("by a reset until the deadline is reported as one", async () => {
    await using server = await startServer(() => ({ reset: true }));
    await using started = startClient(server.baseUrl, { deadlineMs: 400 });
    await expect(started.client.getApplicationProperties()).rejects.toMatchObject({
      failure: "reset",
    });
  });
});

describe("a proxy", () => {
  test("is used for http, with the whole address as target", async () => {
    await using proxy = await startServer(respond);
    await using started = startClient("http://bitbucket.invalid/ctx", {
      proxy: { httpProxy: proxy.baseUrl },
    });
    expect(await started.client.getApplicationProperties()).toEqual(properties);
    expect(proxy.requests[0]?.url).toBe(
      "http://bitbucket.invalid/ctx/rest/api/1.0/application-properties",
    );
  });

  test("is tunnelled through for https, where the certificate still counts", async () => {
    await using server = await startServer(respond, { tls: true });
    await using proxy = await startTunnel();
    const options = { proxy: { httpsProxy: proxy.address }, caCertificate: certificate };
    await using started = startClient(server.baseUrl, options);
    expect(await started.client.getApplicationProperties()).toEqual(properties);
    expect(proxy.targets).toEqual([new URL(server.baseUrl).host]);
    await using distrusting = startClient(server.baseUrl, { proxy: options.proxy });
    await expect(distrusting.client.getApplicationProperties()).rejects.toMatchObject({
      failure: "tls",
    });
  });

  test("for the other scheme is not used", async () => {
    await using server = await startServer(respond);
    await using started = startClient(server.baseUrl, {
      proxy: { httpsProxy: "http://127.0.0.1:1" },
    });
    expect(await started.client.getApplicationProperties()).toEqual(properties);
  });

  test.each(["127.0.0.1", "*", "example.com, 127.0.0.1"])(
    "is not used for hosts in %s",
    async (noProxy) => {
      await using server = await startServer(respond);
      const proxy = { httpProxy: "http://127.0.0.1:1", noProxy };
      await using started = startClient(server.baseUrl, { proxy });
      expect(await started.client.getApplicationProperties()).toEqual(properties);
    },
  );

  test("that refuses the tunnel is named as the cause", async () => {
    await using proxy = await startServer(() => ({ status: 403 }));
    await using started = startClient("https://bitbucket.invalid", {
      proxy: { httpsProxy: proxy.baseUrl },
      deadlineMs: 400,
    });
    await expect(started.client.getApplicationProperties()).rejects.toMatchObject({
      failure: "proxy",
    });
  });

  test.each([
    [
      "http",
      "http://jane:hush@proxy.invalid:3128",
      "proxy.invalid:3128",
      "name cannot be resolved",
    ],
    [
      "https",
      "http://jane:hush@proxy.invalid:3128",
      "proxy.invalid:3128",
      "name cannot be resolved",
    ],
    ["http", "http://127.0.0.1:1", "127.0.0.1:1", "refuses the connection"],
    ["https", "http://127.0.0.1:1", "127.0.0.1:1", "refuses the connection"],
  ])(
    "for %s that cannot be reached at %s is named, not Bitbucket",
    async (scheme, address, name, why) => {
      await using started = startClient(`${scheme}://bitbucket.invalid`, {
        proxy: { httpProxy: address, httpsProxy: address },
        deadlineMs: 400,
      });
      await expect(started.client.getApplicationProperties()).rejects.toMatchObject({
        failure: "proxy",
        message: expect.stringMatching(`^The proxy ${name} cannot be reached: .*${why}`),
      });
    },
  );

  test("is not blamed for what fails behind it, or without it", async () => {
    const proxy = { httpProxy: "http://127.0.0.1:2", noProxy: "127.0.0.1" };
    await using started = startClient("http://127.0.0.1:1", { proxy, deadlineMs: 400 });
    await expect(started.client.getApplicationProperties()).rejects.toMatchObject({
      failure: "refused",
      message: expect.stringContaining("127.0.0.1:1 refuses the connection"),
    });
  });

  test("without scheme is one for http, and one that is no address is refused unread", () => {
    const proxied = (httpProxy: string) =>
      new BitbucketServerClient({ baseUrl: "http://host", proxy: { httpProxy } }, accessToken);
    expect(() => proxied("proxy.example.com:3128")).not.toThrow();
    expect(() => proxied("http://jane:hush@[")).toThrow(/proxy is not a URL/);
  });

  test("is never read from the environment, nor its exceptions", async () => {
    vi.stubEnv("http_proxy", "http://127.0.0.1:1");
    vi.stubEnv("no_proxy", "*");
    await using server = await startServer(respond);
    await using direct = startClient(server.baseUrl);
    expect(await direct.client.getApplicationProperties()).toEqual(properties);
    await using proxied = startClient("http://bitbucket.invalid", {
      proxy: { httpProxy: server.baseUrl },
    });
    expect(await proxied.client.getApplicationProperties()).toEqual(properties);
  });
});

/** The address of a server that has just gone. */
async function closedServer(): Promise<{ baseUrl: string }> {
  await using server = await startServer(respond);
  return { baseUrl: server.baseUrl };
}

/** A proxy that does CONNECT and nothing else; `always` leads every tunnel to that address. */
async function startTunnel(always?: string) {
  const targets: string[] = [];
  const server = createServer().on("connect", ({ url = "" }, socket) => {
    targets.push(url);
    const { hostname, port } = new URL(always ?? `http://${url}`);
    const upstream = connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      socket.pipe(upstream).pipe(socket);
    });
    socket.on("error", () => upstream.destroy());
    upstream.on("error", () => socket.destroy());
  });
  return Object.assign(await startListening(server), { targets });
}

async function startListening(server: Server) {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, "close");
    },
  };
}
