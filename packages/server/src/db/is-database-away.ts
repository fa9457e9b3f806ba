/** Node's, of a server that is not there, or goes. */
const SOCKET_CODES = new Set([
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
]);
/** PostgreSQL's, of broken connections, too many of them, and a server that stops or starts (Appendix A). */
const POSTGRES_CODES = /^(08\w{3}|53300|57P0[123])$/;
/** What pg has no code for (pg/lib/client.js, pg-pool/index.js). */
const PG_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a conn)/;
/** SQLite's, without what it adds in higher bits: SQLITE_IOERR, SQLITE_FULL. */
const SQLITE_CODES = new Set([10, 13]);

/** Whether a query failed for no fault of its own: the same one may succeed when the database is well again. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("errcode" in error) return SQLITE_CODES.has(Number(error.errcode) & 0xff);
  const code = "code" in error ? String(error.code) : "";
  return SOCKET_CODES.has(code) || POSTGRES_CODES.test(code) || PG_MESSAGES.test(error.message);
}
