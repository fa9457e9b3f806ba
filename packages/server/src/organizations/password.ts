import { argon2, randomBytes } from "node:crypto";
import { promisify } from "node:util";

const PASS_COUNT = 3;
const MEMORY_KIB = 65_536;

/** Argon2id in the usual text form, with the parameters inside. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const hash = await promisify(argon2)("argon2id", {
    message: password,
    nonce,
    parallelism: 1,
    tagLength: 32,
    memory: MEMORY_KIB,
    passes: PASS_COUNT,
  });
  const parameters = `m=${MEMORY_KIB},t=${PASS_COUNT},p=1`;
  return `$argon2id$v=19$${parameters}$${unpadded(nonce)}$${unpadded(hash)}`;
}

function unpadded(bytes: Buffer): string {
  return bytes.toString("base64").replace(/=+$/, "");
}
