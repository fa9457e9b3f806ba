import { startRelayPair } from "./relay-pair.ts";
import { timeCalls } from "./time-calls.ts";
import { timeReleases } from "./time-releases.ts";
import { timeUpload } from "./time-upload.ts";

/**
 * What it costs to go through the service to an upstream: a release, a call, an upload. Three processes: the
 * upstream, the service, and this one that asks.
 */
export async function benchRelay(): Promise<void> {
  const pair = await startRelayPair();
  try {
    await timeReleases(pair);
    await timeCalls(pair);
    await timeUpload(pair);
  } finally {
    await pair.close();
  }
}
