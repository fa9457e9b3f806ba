import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import { onTestFinished } from "vitest";
import { OAuthProvider } from "../src/oauth/oauth-provider.ts";
import { signRequest, type Signing } from "./oauth-signer.ts";

/** One key pair for all consumers of a test run: making one takes longer than most tests. */
const keys = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
export const publicKey = keys.publicKey;
export const privateKey = keys.privateKey;

/** What stands in a form-encoded answer. */
export type Form = Record<string, string>;

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  form: Form;
}

/** A provider on a bare server, under a context path, with `/rest/whoami` as its only resource. */
export class OAuthServer {
  readonly baseUrl: string;

  constructor(baseUrl: string) {
    this.baseUrl = baseUrl;
  }

  /** Sends without signing; redirects are not followed. */
  async send(method: string, path: string, init: RequestInit = {}): Promise<Answer> {
    const response = await fetch(this.baseUrl + path, { redirect: "manual", ...init, method });
    const text = await response.text();
    const form = Object.fromEntries(new URLSearchParams(text));
    return { status: response.status, headers: response.headers, text, form };
  }

  /** Sends signed; the signed address may be made to differ from the one called. */
  async signed(
    method: string,
    path: string,
    signing: Partial<Signing> = {},
    { form, signedUrl = this.baseUrl + path }: { form?: string; signedUrl?: string } = {},
  ): Promise<Answer> {
    const consumer = { consumerKey: "shop", privateKey, ...signing };
    const headers = { authorization: signRequest(method, signedUrl, consumer, form) };
    if (form === undefined) return this.send(method, path, { headers });
    const type = { "content-type": "application/x-www-form-urlencoded" };
    return this.send(method, path, { headers: { ...headers, ...type }, body: form });
  }

  async control(path: string, body: object): Promise<Record<string, unknown>> {
    const headers = { "content-type": "application/json" };
    const init = { headers, body: JSON.stringify(body) };
    return JSON.parse((await this.send("POST", `/sandbox/oauth/${path}`, init)).text);
  }

  /** Registers the consumer `shop`. */
  async link(extra: object = {}): Promise<void> {
    await this.control("consumers", { consumerKey: "shop", name: "Shop", publicKey, ...extra });
  }

  async requestToken(oauth: Record<string, string> = {}): Promise<Form> {
    return (await this.signed("POST", "/plugins/servlet/oauth/request-token", { oauth })).form;
  }

  async accessToken(
    token: string | undefined,
    oauth: Record<string, string> = {},
  ): Promise<Answer> {
    return this.signed("POST", "/plugins/servlet/oauth/access-token", { token, oauth });
  }

  /** Goes the whole way of version 1.0a and gives the answer with the access token. */
  async connect(username = "jane"): Promise<Form> {
    const { oauth_token: token } = await this.requestToken({ oauth_callback: "oob" });
    const { verifier } = await this.control("approve", { token, username });
    return (await this.accessToken(token, { oauth_verifier: String(verifier) })).form;
  }
}

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "sandbox-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts a server on a free port; it stops after the test. Users log in with Basic, any password. */
export async function startOAuthServer(folder?: string): Promise<OAuthServer> {
  const app = fastify();
  let baseUrl = "";
  const provider = new OAuthProvider(folder ?? (await temporaryFolder()), () => baseUrl);
  const routes = async (scope: FastifyInstance) => {
    provider.registerRoutes(scope, basicUser);
    scope.route({
      method: ["GET", "POST"],
      url: "/rest/whoami",
      handler: (request, reply) => {
        const identity = provider.authenticate(request);
        if (identity.kind !== "problem") return reply.send(identity);
        return reply.code(identity.status).headers(identity.headers).send(identity.body);
      },
    });
    scope.get("/rest/forbidden", (_request, reply) => reply.code(401).send({ errors: [] }));
  };
  app.register(routes, { prefix: "/bitbucket" });
  await app.listen({ host: "127.0.0.1", port: 0 });
  onTestFinished(() => app.close());
  baseUrl = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/bitbucket`;
  return new OAuthServer(baseUrl);
}

function basicUser(request: FastifyRequest): string | undefined {
  const encoded = /^Basic (.*)$/.exec(request.headers.authorization ?? "")?.[1];
  return encoded === undefined
    ? undefined
    : Buffer.from(encoded, "base64").toString().split(":")[0];
}

/** The header of a user who logs in. */
export function loginOf(username: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${username}:secret`).toString("base64")}` };
}
