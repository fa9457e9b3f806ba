import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

/** The option of RFC 9106, section 4, for where there is less memory, in one lane. */
const PASS_COUNT = 3;
const MEMORY_KIB = 65_536;

export const PASSWORD_RULE = "The password must have from 8 to 1000 characters.";

/** Whether somebody may choose it. */
export function isAcceptablePassword(password: string): boolean {
  return password.length >= 8 && password.length <= 1_000;
}

/** Argon2id in the usual text form, with the parameters inside. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const hash = await inTurn(() =>
    derive(password, nonce, { memory: MEMORY_KIB, passes: PASS_COUNT }),
  );
  const parameters = `m=${MEMORY_KIB},t=${PASS_COUNT},p=1`;
  return `$argon2id$v=19$${parameters}$${unpadded(nonce)}$${unpadded(hash)}`;
}

const FORM = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Compared with when there is no user, so that this takes as long. No password has this hash. */
const NOBODYS = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASS_COUNT},p=1$${"A".repeat(22)}$${"A".repeat(43)}`;

/**
 * Tells whether it is the password that was hashed. Without a hash it takes as long, and is none: how
 * long an answer takes does not tell who has an account.
 */
export async function isPassword(password: string, passwordHash: string | undefined) {
  const parts = FORM.exec(passwordHash ?? NOBODYS);
  if (!parts) return false;
  const [, memory, passes, nonce = "", hash = ""] = parts;
  const expected = Buffer.from(hash, "base64");
  const parameters = { memory: Number(memory), passes: Number(passes) };
  const found = await inTurn(() => derive(password, Buffer.from(nonce, "base64"), parameters));
  return timingSafeEqual(found, expected) && passwordHash !== undefined;
}

function derive(
  message: string,
  nonce: Buffer,
  parameters: { memory: number; passes: number },
): Promise<Buffer> {
  const fixed = { message, nonce, parallelism: 1, tagLength: 32 };
  return promisify(argon2)("argon2id", { ...fixed, ...parameters });
}

let lastTurn: Promise<unknown> = Promise.resolve();

/** One hash at a time: each takes 64 MiB and a core, and anybody can ask for one. */
function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const turn = lastTurn.then(work);
  lastTurn = turn.catch(() => undefined);
  return turn;
}

function unpadded(bytes: Buffer): string {
  return bytes.toString("base64").replace(/=+$/, "");
}
