import { Connection, InvalidConnectionError } from "@sentry-bitbucket-server/outbound";
import type { Outbound, UpstreamAddress } from "../types.ts";
import { UpstreamError } from "./upstream-error.ts";

/** @throws UpstreamError `upstream_invalid_input` for a certificate that cannot be read */
export function connectTo(address: UpstreamAddress, outbound: Outbound): Connection {
  const { baseUrl, regionUrl, verifySsl, caCertificate } = address;
  const options = { baseUrl: regionUrl ?? baseUrl, verifySsl, ...outbound };
  try {
    return new Connection({ ...options, ...(caCertificate && { caCertificate }) }, "Sentry");
  } catch (error) {
    if (!(error instanceof InvalidConnectionError)) throw error;
    throw new UpstreamError("upstream_invalid_input", error.message, { cause: error });
  }
}
