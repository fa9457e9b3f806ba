import dns from "node:dns";
import { afterEach, expect, test, vi } from "vitest";
import { startClient } from "./start-client.ts";
import { startServer } from "./start-server.ts";

afterEach(() => vi.restoreAllMocks());

/** As if the name server said so. */
function resolveTo(...addresses: string[]): void {
  const answer = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  const lookup = (_name: string, _options: object, callback: (...args: unknown[]) => void) =>
    callback(null, answer);
  vi.spyOn(dns, "lookup").mockImplementation(lookup as never);
}

const getProperties = async (baseUrl: string, more: object = {}): Promise<unknown> => {
  await using started = startClient(baseUrl, more);
  return await started.client.getApplicationProperties().catch((error: unknown) => error);
};

test.each(["http://169.254.169.254", "http://[fd00:ec2::254]"])(
  "%s is not asked, and the reason is told",
  async (baseUrl) => {
    expect(await getProperties(baseUrl)).toMatchObject({
      code: "bitbucket_wrong_address",
      retryable: false,
      message: expect.stringMatching(/link-local address.*Clouds answer there/),
    });
  },
);

test("a name that leads there, by any of its addresses, is not asked either", async () => {
  for (const addresses of [["169.254.169.254"], ["127.0.0.1", "fe80::1"]]) {
    resolveTo(...addresses);
    expect(await getProperties("http://bitbucket.example.com")).toMatchObject({
      code: "bitbucket_wrong_address",
      message: expect.stringContaining("bitbucket.example.com leads to"),
    });
  }
});

test("a private address is asked as any other", async () => {
  await using server = await startServer(() => ({ body: { version: "9.4.0" } }));
  resolveTo("127.0.0.1");
  const { port } = new URL(server.baseUrl);
  expect(await getProperties(`http://bitbucket.internal:${port}`)).toEqual({ version: "9.4.0" });
});

test("where it is allowed, such an address is asked", async () => {
  resolveTo("169.254.169.254");
  const proxy = { httpProxy: "http://127.0.0.1:1" };
  const answer = await getProperties("http://169.254.169.254", { allowLinkLocal: true, proxy });
  expect(answer).toMatchObject({ code: "bitbucket_network" });
});

test("through a proxy, the address itself is refused all the same", async () => {
  const proxy = { httpProxy: "http://127.0.0.1:1" };
  const answer = await getProperties("http://169.254.169.254", { proxy });
  expect(answer).toMatchObject({ code: "bitbucket_wrong_address" });
});
