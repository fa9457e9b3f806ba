import { createSign, randomUUID } from "node:crypto";

/** A consumer's side of OAuth 1.0 with RSA-SHA1, written from RFC 5849 without the provider's code. */
export interface Signing {
  consumerKey: string;
  privateKey: string;
  token?: string | undefined;
  /** Further protocol parameters for the header, or other values for the usual ones. */
  oauth?: Record<string, string>;
}

/**
 * Makes the `Authorization` header of a request.
 * @param form the form-encoded body, if the request has one
 */
export function signRequest(
  method: string,
  url: string,
  { consumerKey, privateKey, token, oauth = {} }: Signing,
  form = "",
): string {
  const header: Record<string, string> = {
    oauth_consumer_key: consumerKey,
    oauth_signature_method: "RSA-SHA1",
    oauth_timestamp: String(Math.floor(Date.now() / 1000)),
    oauth_nonce: randomUUID(),
    oauth_version: "1.0",
    ...(token === undefined ? {} : { oauth_token: token }),
    ...oauth,
  };
  const target = new URL(url);
  const signed = [
    ...Object.entries(header),
    ...target.searchParams,
    ...new URLSearchParams(form),
  ].map(([name, value]) => `${encode(name)}=${encode(value)}`);
  const text = [method, `${target.origin}${target.pathname}`, signed.sort().join("&")];
  const signature = createSign("RSA-SHA1")
    .update(text.map(encode).join("&"))
    .sign(privateKey, "base64");
  const fields = Object.entries({ oauth_signature: signature, ...header });
  return `OAuth ${fields.map(([name, value]) => `${encode(name)}="${encode(value)}"`).join(",")}`;
}

function encode(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      const hex = byte.toString(16).toUpperCase().padStart(2, "0");
      return /[\w.~-]/.test(character) ? character : `%${hex}`;
    })
    .join("");
}
