import { sign, type KeyObject } from "node:crypto";
import type { ClockAndNonce } from "./clock-and-nonce.ts";
import { percentEncode } from "./percent-encode.ts";
import { signatureBaseString } from "./signature-base-string.ts";

export interface SigningConsumer {
  consumerKey: string;
  /** Parsed once: signing with PEM text costs more than twice as much. */
  privateKey: KeyObject;
}

/**
 * The value of an `Authorization` header that signs a request with RSA-SHA1 (RFC 5849, 3.4.3, the
 * only method Bitbucket's application links offer). `parameters` are further `oauth_…` parameters,
 * e.g. `oauth_token`. Nothing of a token's secret takes part in RSA-SHA1.
 */
export function signRequest(
  consumer: SigningConsumer,
  request: { method: string; url: string },
  parameters: Record<string, string>,
  clockAndNonce: ClockAndNonce,
): string {
  const oauthParameters = {
    oauth_consumer_key: consumer.consumerKey,
    oauth_nonce: clockAndNonce.nonce(),
    oauth_signature_method: "RSA-SHA1",
    oauth_timestamp: String(Math.floor(clockAndNonce.now() / 1000)),
    oauth_version: "1.0",
    ...parameters,
  };
  const baseString = signatureBaseString({ ...request, oauthParameters });
  const signature = sign("RSA-SHA1", Buffer.from(baseString), consumer.privateKey);
  return toHeader({ ...oauthParameters, oauth_signature: signature.toString("base64") });
}

function toHeader(parameters: Record<string, string>): string {
  const fields = Object.entries(parameters).map(
    ([name, value]) => `${percentEncode(name)}="${percentEncode(value)}"`,
  );
  return `OAuth ${fields.join(", ")}`;
}
