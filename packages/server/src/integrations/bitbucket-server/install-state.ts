import { z } from "zod";

const keyPairSchema = z.object({
  publicKey: z.string(),
  privateKey: z.string(),
  consumerKey: z.string(),
});

/** With the consumer key that goes with it. */
export type MadeKeyPair = z.infer<typeof keyPairSchema>;

/** What the application link in Bitbucket asks for; nothing where the caller brings a key of their own. */
export function describeKeyPair(
  keyPair: MadeKeyPair | undefined,
  callbackUrl: string,
): Record<string, unknown> {
  if (!keyPair) return {};
  const { publicKey, consumerKey } = keyPair;
  return { publicKey, consumerKey, callbackUrl };
}

/** Before the configuration: nothing, or the key pair made for whoever asks for one. */
export const keyPairStateSchema = z.object({ keyPair: keyPairSchema.optional() });

/** After it: what the exchange of the request token needs. */
export const requestedStateSchema = z.object({
  address: z.object({
    baseUrl: z.string(),
    verifySsl: z.boolean(),
    caCertificate: z.string().optional(),
  }),
  consumer: z.object({ consumerKey: z.string(), privateKey: z.string() }),
  /** Kept for whoever goes back to the configuration. */
  keyPair: keyPairSchema.optional(),
  requestToken: z.object({
    token: z.string(),
    secret: z.string(),
    version: z.enum(["1.0", "1.0a"]),
  }),
  oauthUrl: z.string(),
});

export type RequestedState = z.infer<typeof requestedStateSchema>;
