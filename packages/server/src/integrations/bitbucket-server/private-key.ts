import { createPrivateKey, generateKeyPair } from "node:crypto";
import { promisify } from "node:util";

export interface KeyPair {
  /** SPKI, PEM: what Bitbucket's application link asks for. */
  publicKey: string;
  /** PKCS#8, PEM. */
  privateKey: string;
}

/** Takes a tenth of a second, off the event loop. */
export function generateRsaKeyPair(): Promise<KeyPair> {
  return promisify(generateKeyPair)("rsa", {
    modulusLength: 2_048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
}

/** @returns what is wrong with a private key, in a sentence without any of it; undefined if nothing */
export function problemOfPrivateKey(pem: string): string | undefined {
  try {
    const type = createPrivateKey(pem).asymmetricKeyType;
    if (type === "rsa") return undefined;
    return `Private key must be an RSA key, since Bitbucket knows no other; this one is of the type ${type}.`;
  } catch {
    // Sentry's sentence.
    return "Private key must be a valid SSH private key encoded in a PEM format.";
  }
}
