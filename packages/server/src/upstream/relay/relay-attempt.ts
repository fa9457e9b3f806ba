import { PermanentJobError } from "../../jobs/permanent-job-error.ts";
import type { ClaimedJob } from "../../jobs/types.ts";
import { UpstreamError } from "../client/upstream-error.ts";
import type { Connected } from "../upstreams.ts";

export const DISCONNECTED = "The upstream was disconnected before it was sent.";
const RECONNECTED = "It was for another Sentry than is connected now.";

/** What is on its way to an upstream, by a job. */
interface Relayed {
  connectionId: string;
  /** When it was tried before this attempt, or else when it was asked for. */
  updatedAt: number;
}

export interface AttemptDeps<Outcome> {
  /** @throws UpstreamError when it cannot be asked now */
  connect: () => Promise<Connected>;
  /** Asks the upstream that it is for. */
  send: (connected: Connected) => Promise<Outcome>;
  /** Keeps why it is tried again. */
  storeTry: (reason: string) => Promise<void>;
}

/**
 * Tries to tell an upstream what a job is to tell it. That it is given up is written with the job, which is
 * told by what is thrown.
 * @returns why it is not told, when its upstream is gone
 */
export async function attemptRelay<Outcome>(
  job: Pick<ClaimedJob, "isLastAttempt">,
  signal: AbortSignal,
  relayed: Relayed,
  { connect, send, storeTry }: AttemptDeps<Outcome>,
): Promise<Outcome | { state: "skipped"; reason: string }> {
  let connected: Connected | undefined;
  try {
    connected = await connect();
    if (connected.upstream.connectionId !== relayed.connectionId) {
      return { state: "skipped", reason: RECONNECTED };
    }
    return await send(connected);
  } catch (error) {
    if (signal.aborted) throw error;
    const isDisconnected = error instanceof UpstreamError && error.isDisconnected;
    if (isDisconnected) return { state: "skipped", reason: DISCONNECTED };
    if (!(error instanceof UpstreamError)) {
      await storeTry("An internal error. See its job, and the log.");
      throw error;
    }
    if (!error.isPassing) throw new PermanentJobError(error.message, { cause: error });
    await storeTry(error.message);
    const isToWait = job.isLastAttempt && isOutage(error, connected, relayed);
    throw isToWait ? new UpstreamError("upstream_paused", error.message, { cause: error }) : error;
  }
}

/**
 * Whether it says nothing of what was sent: the upstream may take no writes at all while it answers reads, for
 * as long as it likes. It takes some when another one got through since this was tried before.
 */
function isOutage(
  error: UpstreamError,
  connected: Connected | undefined,
  { updatedAt }: Relayed,
): boolean {
  if (error.code === "upstream_rate_limit") return true;
  return error.isAway && (connected?.client.wroteAt ?? 0) < updatedAt;
}
