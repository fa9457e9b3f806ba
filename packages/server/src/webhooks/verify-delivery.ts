import { createHmac, timingSafeEqual } from "node:crypto";
import type { HookSecret } from "../integrations/hook-secret-store.ts";

export type Verdict =
  | { kind: "match"; signedWith: HookSecret }
  | { kind: "mismatch" }
  /** No signature at all. */
  | { kind: "unsigned" };

/**
 * Compares the signature of a delivery with what each secret gives for its bytes, in constant time.
 * No secret is never "no check": without one nothing matches.
 * @param signature `X-Hub-Signature`: `sha256=` and 64 hex digits in either case (Atlassian,
 *   "Event payload", section on securing the webhook)
 */
export function verifyDelivery(
  secrets: HookSecret[],
  body: Buffer,
  signature: string | undefined,
): Verdict {
  if (signature === undefined || signature === "") return { kind: "unsigned" };
  const hex = /^sha256=([0-9a-f]{64})$/i.exec(signature)?.[1];
  if (hex === undefined) return { kind: "mismatch" };
  const given = Buffer.from(hex, "hex");
  const match = secrets.find(({ secret }) =>
    timingSafeEqual(createHmac("sha256", secret).update(body).digest(), given),
  );
  return match ? { kind: "match", signedWith: match } : { kind: "mismatch" };
}
