import { z } from "zod";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Lifetimes of the product's provider, in milliseconds. */
export const REQUEST_TOKEN_LIFETIME = 10 * MINUTE;
export const ACCESS_TOKEN_LIFETIME = 5 * 365 * DAY;
export const SESSION_LIFETIME = ACCESS_TOKEN_LIFETIME + 30 * DAY;

const consumer = z.object({
  consumerKey: z.string(),
  name: z.string(),
  /** PEM, RSA. */
  publicKey: z.string(),
  callbackUrl: z.string().optional(),
  /** May ask users for their consent. */
  threeLegged: z.boolean(),
  /** May call without a token. */
  twoLegged: z.boolean(),
  /** May name, in such a call, the user it runs as. */
  impersonation: z.boolean(),
});

const decision = z.discriminatedUnion("approved", [
  z.object({ approved: z.literal(true), username: z.string(), verifier: z.string() }),
  z.object({ approved: z.literal(false), username: z.string() }),
]);

const requestToken = z.object({
  kind: z.literal("request"),
  token: z.string(),
  secret: z.string(),
  consumerKey: z.string(),
  /** 1.0a when the request for the token named a callback. */
  version: z.enum(["1.0", "1.0a"]),
  callback: z.string().optional(),
  createdAt: z.number(),
  decision: decision.optional(),
});

const accessToken = z.object({
  kind: z.literal("access"),
  token: z.string(),
  secret: z.string(),
  consumerKey: z.string(),
  username: z.string(),
  createdAt: z.number(),
  /** Outlives the token: with its handle the consumer renews the token, and its age stays. */
  session: z.object({ handle: z.string(), createdAt: z.number() }),
});

/** What survives a restart. Times are milliseconds since the epoch. */
export const oauthState = z.object({
  consumers: z.array(consumer),
  tokens: z.array(z.discriminatedUnion("kind", [requestToken, accessToken])),
});

/** What an administrator enters as an incoming application link. */
export type Consumer = z.infer<typeof consumer>;
export type RequestToken = z.infer<typeof requestToken>;
export type OAuthAccessToken = z.infer<typeof accessToken>;
export type OAuthToken = RequestToken | OAuthAccessToken;
