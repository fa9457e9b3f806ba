/** A certificate or proxy address that cannot be used. The message is a sentence without secrets. */
export class InvalidConnectionError extends Error {
  override readonly name = "InvalidConnectionError";
}
