import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

const read = (name: string) =>
  readFileSync(
    new URL(`../../packages/bitbucket-client/test/fixtures/${name}`, import.meta.url),
    "utf8",
  );

/**
 * What a Bitbucket says of its version, over TLS, with a certificate that nobody signed; for one test.
 * @returns its address, and the certificate as PEM
 */
export async function startTlsBitbucket(
  version: string,
): Promise<{ url: string; certificate: string }> {
  const certificate = read("localhost-certificate.pem");
  const options = { cert: certificate, key: read("localhost-key.pem") };
  const server = createServer(options, (_request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ version, displayName: "Bitbucket" }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `https://localhost:${(server.address() as AddressInfo).port}`, certificate };
}
