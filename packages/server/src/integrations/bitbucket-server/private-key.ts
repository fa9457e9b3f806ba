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
    return `${NO_PRIVATE_KEY} ${describeOther(pem)}`.trim();
  }
}

/** Sentry's sentence. */
const NO_PRIVATE_KEY = "Private key must be a valid SSH private key encoded in a PEM format.";

/** What was given instead, told by the line that it begins with. */
function describeOther(pem: string): string {
  if (/BEGIN (RSA )?PUBLIC KEY|^ssh-rsa |BEGIN SSH2 PUBLIC KEY/.test(pem)) {
    return "This is a public key, which belongs into Bitbucket: give the private one that it was made with.";
  }
  if (/BEGIN ENCRYPTED PRIVATE KEY|^Proc-Type: 4,ENCRYPTED/m.test(pem)) {
    return "This one is protected by a passphrase: give it without, as `openssl pkey -in key.pem` writes it.";
  }
  if (/BEGIN OPENSSH PRIVATE KEY/.test(pem)) {
    return "This one is in OpenSSH's own format: `ssh-keygen -p -m PEM -f key` turns it into PEM.";
  }
  return "";
}
