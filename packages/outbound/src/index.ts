/** Connections to other servers: knows neither Bitbucket nor Sentry. */
export {
  Connection,
  readBody,
  type Answer,
  type ExchangeLimits,
  type OpenAnswer,
  type OutboundRequest,
} from "./connection.ts";
export type { ConnectionOptions } from "./connection-options.ts";
export { InvalidConnectionError } from "./invalid-connection-error.ts";
export { OutboundError, type OutboundFailure } from "./outbound-error.ts";
export { readCertificate, type ServerCertificate } from "./read-certificate.ts";
export { parseRetryAfter } from "./retry-after.ts";
