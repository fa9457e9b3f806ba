import { generateKeyPairSync } from "node:crypto";
import type { JsonClient } from "../world/json-client.ts";
import type { Installing } from "./installing.ts";

export const keyPair = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

/** Input of the first step. */
export function oauthConfig(url: string): object {
  return { url, consumerKey: "sentry", privateKey: keyPair.privateKey };
}

/** Makes the application link in Bitbucket. */
export async function addConsumer(bitbucket: JsonClient): Promise<void> {
  const { publicKey } = keyPair;
  const consumer = { consumerKey: "sentry", name: "Sentry", publicKey };
  await bitbucket.call("POST", "/sandbox/oauth/consumers", consumer);
}

/** Takes the pipeline to its second step. @returns the request token */
export async function requestToken(installing: Installing, bitbucket: JsonClient): Promise<string> {
  await installing.initialize();
  const { json } = await installing.input(oauthConfig(bitbucket.url));
  const { oauthUrl } = json["data"] as { oauthUrl: string };
  return new URL(oauthUrl).searchParams.get("oauth_token") ?? "";
}

/** @returns where Bitbucket sends the browser, and the verifier */
export function decide(
  bitbucket: JsonClient,
  token: string,
  decision: "approve" | "deny",
): Promise<{ location: string; verifier: string }> {
  const approval = { token, username: "admin" };
  return bitbucket.call("POST", `/sandbox/oauth/${decision}`, approval);
}
