import { createPrivateKey, type KeyObject } from "node:crypto";
import { InvalidInputError } from "../errors/invalid-input-error.ts";

/**
 * Reads an RSA private key in PEM (PKCS#1 or PKCS#8). Throws `InvalidInputError`, whose message
 * never holds a part of the key.
 */
export function parsePrivateKey(pem: string): KeyObject {
  const key = readKey(pem);
  if (key.asymmetricKeyType !== "rsa") {
    throw new InvalidInputError(
      `The private key is of type ${key.asymmetricKeyType}; Bitbucket's application links need RSA.`,
    );
  }
  return key;
}

function readKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem.trim());
  } catch (cause) {
    throw new InvalidInputError(
      "The private key cannot be read. Give an unencrypted RSA private key in PEM, from -----BEGIN to -----END.",
      { cause },
    );
  }
}
