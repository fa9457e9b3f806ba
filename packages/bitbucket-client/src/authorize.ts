import { systemClockAndNonce, type ClockAndNonce } from "./oauth/clock-and-nonce.ts";
import { parsePrivateKey } from "./oauth/private-key.ts";
import { signRequest } from "./oauth/sign-request.ts";
import type { Authorize } from "./http/transport.ts";
import type { Credentials } from "./types.ts";

/** How to authorize each request with these credentials. Throws `InvalidInputError` for a bad key. */
export function authorizeWith(
  credentials: Credentials,
  clockAndNonce: ClockAndNonce = systemClockAndNonce,
): Authorize {
  if (credentials.type === "anonymous") return () => undefined;
  if (credentials.type === "accessToken") {
    const header = `Bearer ${credentials.token}`;
    return () => header;
  }
  const { consumerKey, accessToken } = credentials;
  const consumer = { consumerKey, privateKey: parsePrivateKey(credentials.privateKey) };
  return (request) => signRequest(consumer, request, { oauth_token: accessToken }, clockAndNonce);
}
