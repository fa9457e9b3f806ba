import { z } from "zod";

/** Whom a token acts for. A user's token can do what its permissions and its user's own allow. */
const owner = z.discriminatedUnion("type", [
  z.object({ type: z.literal("user"), username: z.string() }),
  z.object({ type: z.literal("project"), projectKey: z.string() }),
  z.object({ type: z.literal("repository"), projectKey: z.string(), slug: z.string() }),
]);

export const accessToken = z.object({
  /** Digits, as Bitbucket's ids of tokens are. */
  id: z.string(),
  owner,
  name: z.string(),
  permissions: z.array(z.string()),
  /** SHA-256 of the token, hex: a token has 160 random bits, so no slower hash is needed. */
  hash: z.string(),
  /** Epoch milliseconds. */
  createdAt: z.number(),
  /** Absent: for ever. */
  expiryDays: z.number().optional(),
});

export type TokenOwner = z.infer<typeof owner>;
export type AccessToken = z.infer<typeof accessToken>;

/** A token as Bitbucket lists it, without the secret text; its date is a string, unlike other REST dates. */
export interface RestAccessToken {
  id: string;
  name: string;
  permissions: string[];
  createdDate: string;
  expiryDays?: number;
}

export function isExpired({ createdAt, expiryDays }: AccessToken, now: number): boolean {
  return expiryDays !== undefined && now > createdAt + expiryDays * 24 * 3600 * 1000;
}

export function toRestAccessToken(token: AccessToken): RestAccessToken {
  const { id, name, permissions, createdAt, expiryDays } = token;
  return {
    id,
    name,
    permissions,
    createdDate: new Date(createdAt).toISOString(),
    ...(expiryDays === undefined ? {} : { expiryDays }),
  };
}
