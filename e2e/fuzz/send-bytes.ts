import { connect } from "node:net";

export interface RawAnswer {
  /** Undefined when the connection was closed without a word. */
  status: number | undefined;
  durationMs: number;
}

/** Longer than this nobody waits for an answer that is late already. */
const PATIENCE_MS = 5_000;

/** Sends bytes as they are, and reads until the other side has closed. */
export function sendBytes(url: string, bytes: Buffer): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const started = performance.now();
  const { promise, resolve } = Promise.withResolvers<RawAnswer>();
  const socket = connect(Number(port), hostname);
  let head = "";
  let endedAt: number | undefined;
  socket.setTimeout(PATIENCE_MS, () => socket.destroy());
  socket.on("data", (chunk: Buffer) => {
    endedAt ??= performance.now();
    if (head.length < 100) head += chunk.toString("latin1");
  });
  // A connection that is cut is an answer, too; the status tells which.
  socket.on("error", () => undefined);
  socket.on("close", () => {
    const status = /^HTTP\/1\.1 (\d{3})/.exec(head)?.[1];
    const durationMs = (endedAt ?? performance.now()) - started;
    resolve({ status: status === undefined ? undefined : Number(status), durationMs });
  });
  socket.write(bytes);
  return promise;
}
