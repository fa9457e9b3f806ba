import { Connection, InvalidConnectionError } from "@sentry-bitbucket-server/outbound";
import { InvalidInputError } from "../errors/invalid-input-error.ts";
import type { ConnectionOptions } from "../types.ts";

/** Throws `InvalidInputError` for a certificate or proxy address that cannot be read. */
export function toConnection(options: ConnectionOptions): Connection {
  try {
    return new Connection(options, "Bitbucket");
  } catch (error) {
    if (!(error instanceof InvalidConnectionError)) throw error;
    throw new InvalidInputError(error.message, { cause: error.cause });
  }
}
