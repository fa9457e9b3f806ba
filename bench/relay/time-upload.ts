import { fork } from "node:child_process";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { Readable } from "node:stream";
import { json } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { residentMegabytes } from "../world/resident-megabytes.ts";
import type { RelayPair } from "./relay-pair.ts";

const MEGABYTES = 500;
const CHUNK = Buffer.alloc(64 * 1024, "source map");
const SAMPLE_MS = 20;
/** Before the one that counts: buffers of the process have their size then. */
const WARM_UPS = 3;
const TURNS = 3;
const PATH = "/api/0/organizations/sentry/chunk-upload/";

/** Uploads through the service to a receiver that keeps nothing, while the memory of the service is looked at. */
export async function timeUpload({ relay, connect }: RelayPair): Promise<void> {
  const receiver = fork(fileURLToPath(import.meta.resolve("./upload-receiver.ts")));
  const [url] = (await once(receiver, "message")) as [string];
  try {
    await connect(url);
    const cold = residentMegabytes(relay.pid);
    for (let n = 0; n < WARM_UPS; n++) await upload(relay.url);
    const direct: number[] = [];
    const through: number[] = [];
    const growth: number[] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      direct.push(await upload(url));
      const watch = watchMemory(relay.pid);
      through.push(await upload(relay.url));
      growth.push(watch.stop());
    }
    console.log(`\nan upload of ${MEGABYTES} MB, ${TURNS} times in turns`);
    console.log(`  straight to the receiver: ${inSeconds(direct)}`);
    console.log(`  through the service: ${inSeconds(through)}`);
    const grown = growth.map((mb) => mb.toFixed(1)).join(", ");
    console.log(`  growth of its memory during one, at most: ${grown} MB`);
    const warm = residentMegabytes(relay.pid);
    console.log(
      `  resident before the first of all and at the end: ${cold.toFixed(0)}, ${warm.toFixed(0)} MB`,
    );
  } finally {
    receiver.disconnect();
  }
}

/** @returns how long it took, in ms @throws Error unless all of it has arrived */
async function upload(url: string): Promise<number> {
  const started = performance.now();
  const outgoing = request(url + PATH, {
    method: "POST",
    headers: {
      authorization: "Bearer of-the-upstream",
      "content-type": "application/octet-stream",
      "content-length": MEGABYTES * 1e6,
    },
  });
  const answered = once(outgoing, "response") as Promise<[IncomingMessage]>;
  await pipeline(Readable.from(chunks(), { objectMode: false }), outgoing);
  const [response] = await answered;
  const { received } = (await json(response)) as { received?: number };
  if (received !== MEGABYTES * 1e6) throw new Error(`${received} bytes have arrived`);
  return performance.now() - started;
}

function* chunks(): Generator<Buffer> {
  for (let left = MEGABYTES * 1e6; left > 0; left -= CHUNK.length) {
    yield left < CHUNK.length ? CHUNK.subarray(0, left) : CHUNK;
  }
}

/** @returns `stop` gives by how much it grew at most, in MB */
function watchMemory(pid: number): { stop(): number } {
  const before = residentMegabytes(pid);
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, residentMegabytes(pid))), SAMPLE_MS);
  return {
    stop() {
      clearInterval(timer);
      return Math.max(most, residentMegabytes(pid)) - before;
    },
  };
}

const inSeconds = (times: number[]) => times.map((ms) => `${(ms / 1_000).toFixed(2)} s`).join(", ");
