import { createPublicKey } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { isAbsoluteWebUrl } from "./absolute-web-url.ts";
import { decideRequestToken, getUndecidedToken } from "./decide-request-token.ts";
import { refuseBadCallback } from "./grant-request-token.ts";
import type { OAuthStore } from "./oauth-store.ts";

const consumerBody = z.object({
  consumerKey: z.string().min(1),
  name: z.string().min(1),
  publicKey: z.string().refine(isRsaPublicKey, "must be an RSA public key in PEM form"),
  callbackUrl: z
    .string()
    .refine(isAbsoluteWebUrl, "must be an absolute http or https URL")
    .optional(),
  threeLegged: z.boolean().default(true),
  twoLegged: z.boolean().default(false),
  impersonation: z.boolean().default(false),
});

const decisionBody = z.object({
  token: z.string(),
  username: z.string().min(1),
  /** The `oauth_callback` that the authorize request of version 1.0 would carry. */
  callback: z.string().optional(),
});

const clockBody = z.object({ offsetSeconds: z.number() });

const revokeBody = z
  .object({ token: z.string().optional(), consumerKey: z.string().optional() })
  .refine(({ token, consumerKey }) => (token ?? consumerKey) !== undefined, {
    message: "give a token or a consumerKey",
  });

/** The clock of the provider, which a test may set forward or back. */
export interface OffsetClock {
  now: () => number;
  setOffset: (milliseconds: number) => void;
}

/** The sandbox's own routes, without login: they play the administrator, the user and time itself. */
export function registerControlRoutes(
  app: FastifyInstance,
  store: OAuthStore,
  clock: OffsetClock,
): void {
  registerConsumerRoutes(app, store);

  for (const [path, approved] of [
    ["approve", true],
    ["deny", false],
  ] as const) {
    app.post(`/sandbox/oauth/${path}`, ({ body }) => {
      const { token, username, callback } = decisionBody.parse(body);
      if (callback !== undefined) refuseBadCallback(callback);
      const undecided = getUndecidedToken(store, token, clock.now());
      const outcome = decideRequestToken(store, undecided, { username, approved }, callback);
      return { location: outcome.location ?? null, verifier: outcome.verifier ?? null };
    });
  }

  app.post("/sandbox/oauth/clock", ({ body }) => {
    const { offsetSeconds } = clockBody.parse(body);
    clock.setOffset(offsetSeconds * 1000);
    return { offsetSeconds, now: new Date(clock.now()).toISOString() };
  });

  app.post("/sandbox/oauth/revoke", ({ body }) => {
    const { token, consumerKey } = revokeBody.parse(body);
    const revoked = store.deleteTokens(
      (each) => each.token === token || each.consumerKey === consumerKey,
    );
    return { revoked };
  });
}

function registerConsumerRoutes(app: FastifyInstance, store: OAuthStore): void {
  app.post("/sandbox/oauth/consumers", ({ body }, reply) => {
    const consumer = consumerBody.parse(body);
    store.putConsumer(consumer);
    return reply.code(201).send(consumer);
  });

  app.get("/sandbox/oauth/consumers", () => ({ values: store.listConsumers() }));

  app.delete<{ Params: { key: string } }>("/sandbox/oauth/consumers/:key", (request, reply) => {
    const existed = store.deleteConsumer(request.params.key);
    if (existed) return reply.code(204).send();
    const message = `There is no consumer with the key ${request.params.key}.`;
    return reply.code(404).send({ errors: [{ context: null, message, exceptionName: null }] });
  });
}

function isRsaPublicKey(pem: string): boolean {
  try {
    return createPublicKey(pem).asymmetricKeyType === "rsa";
  } catch {
    return false; // not a key at all: the caller says what is expected
  }
}
