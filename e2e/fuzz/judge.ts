import type { HostileRequest } from "./hostile-request.ts";
import type { RawAnswer } from "./send-bytes.ts";

const SLOWEST_MS = 1_000;

/** By declaration: what is refused for good, see `debug-file-operations.ts`. */
const NOT_IMPLEMENTED = 501;

/** @returns what is wrong with an answer, in words; undefined when all is well */
export function judge(request: HostileRequest, answer: RawAnswer): string | undefined {
  const { status, durationMs } = answer;
  if (durationMs > SLOWEST_MS) return `answered after ${Math.round(durationMs)} ms`;
  if (status === undefined) return undefined;
  if (status >= 500 && status !== NOT_IMPLEMENTED) return `answered ${status}`;
  if (request.target === "webhook" && !request.isSigned && status < 300 && !isPing(request)) {
    return `took a webhook that nobody signed: ${status}`;
  }
  return undefined;
}

/** Bitbucket sends those unsigned; they are answered, and nothing is stored. */
function isPing({ headers }: HostileRequest): boolean {
  return headers.some(([, value]) => value === "diagnostics:ping");
}
