import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";

const VERSION = 1;
const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A box that does not open: closed with another key, for another purpose, or changed since. */
export class SecretBoxError extends Error {
  override readonly name = "SecretBoxError";
}

/**
 * Encrypts what must not be readable in the database (AES-256-GCM). The box says with which key it
 * was closed, and opens only for the purpose it was closed for, so that a box moved to another
 * row does not open.
 */
export class SecretBox {
  readonly #key: Buffer;
  readonly #keyId: Buffer;

  constructor(secretKey: string) {
    this.#key = Buffer.from(hkdfSync("sha256", secretKey, "", "secret-box", 32));
    this.#keyId = createHash("sha256").update(this.#key).digest().subarray(0, KEY_ID_BYTES);
  }

  /** @param purpose what the value is and to whom it belongs: `hook secret 17` */
  seal(value: string, purpose: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", this.#key, nonce);
    cipher.setAAD(Buffer.from(purpose));
    const text = Buffer.concat([cipher.update(value, "utf8"), cipher.final()]);
    return Buffer.concat([Buffer.of(VERSION), this.#keyId, nonce, cipher.getAuthTag(), text]);
  }

  /** @throws SecretBoxError when the box was closed with another key, for another purpose, or changed */
  open(box: Uint8Array, purpose: string): string {
    const bytes = Buffer.from(box);
    const nonceAt = 1 + KEY_ID_BYTES;
    if (bytes[0] !== VERSION || !bytes.subarray(1, nonceAt).equals(this.#keyId)) {
      throw new SecretBoxError(
        `The ${purpose} was encrypted with another SECRET_KEY. Restore that key, or connect anew.`,
      );
    }
    const tagAt = nonceAt + NONCE_BYTES;
    const textAt = tagAt + TAG_BYTES;
    const nonce = bytes.subarray(nonceAt, tagAt);
    const decipher = createDecipheriv("aes-256-gcm", this.#key, nonce);
    decipher.setAAD(Buffer.from(purpose));
    decipher.setAuthTag(bytes.subarray(tagAt, textAt));
    try {
      return decipher.update(bytes.subarray(textAt), undefined, "utf8") + decipher.final("utf8");
    } catch (cause) {
      throw new SecretBoxError(`The ${purpose} was changed, or is another one's.`, { cause });
    }
  }
}
