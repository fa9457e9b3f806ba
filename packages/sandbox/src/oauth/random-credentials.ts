import { randomBytes, randomInt, randomUUID } from "node:crypto";

const ALPHANUMERICS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** A UUID without its hyphens, like the product's tokens. */
export function randomToken(): string {
  return randomUUID().replaceAll("-", "");
}

/** 80 URL-safe characters, for token secrets and session handles. */
export function randomSecret(): string {
  return randomBytes(60).toString("base64url");
}

/** Six characters that a person may have to type. */
export function randomVerifier(): string {
  return Array.from({ length: 6 }, () => ALPHANUMERICS[randomInt(ALPHANUMERICS.length)]).join("");
}
