/** Thrown by a handler: trying again cannot help. The job is set aside, and its lane goes on. */
export class PermanentJobError extends Error {
  override readonly name = "PermanentJobError";
}
