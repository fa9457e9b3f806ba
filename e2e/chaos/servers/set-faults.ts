import type { JsonClient } from "../../world/json-client.ts";

/** What Bitbucket and the network do to the service, as shares of all calls or deliveries. */
export interface Faults {
  failingCalls: number;
  /** Calls that are answered only after the service has given up on them. Each holds a connection for half a minute. */
  silentCalls: number;
  lostDeliveries: number;
  doubledDeliveries: number;
}

/** Longer than the service waits for an answer. */
const SILENCE_MS = 40_000;
/** Deliveries are held back for up to this long, each for another time. */
const SHUFFLE_MS = 1_500;

const REST = "^/rest/";

/** Sets the faults; they are asked one after another, so each share is of what the ones before let pass. */
export async function setFaults(bitbucket: JsonClient, faults: Faults, seed: number) {
  const kinds: Record<string, unknown>[] = [
    { kind: "status", status: 429, retryAfter: 1, emptyBody: true, share: 0.15 },
    { kind: "status", status: 429, emptyBody: true, share: 0.15 },
    { kind: "status", status: 500, share: 0.3 },
    { kind: "status", status: 503, share: 0.25 },
    { kind: "reset", share: 0.15 },
  ];
  let passed = 1;
  const wanted = kinds.map(({ share, ...fault }) => {
    const probability = (Number(share) * faults.failingCalls) / passed;
    passed -= Number(share) * faults.failingCalls;
    return { ...fault, probability, pathPattern: REST };
  });
  const all = [
    ...wanted,
    { kind: "latency", ms: SILENCE_MS, probability: faults.silentCalls, pathPattern: REST },
    { kind: "webhook-lost", probability: faults.lostDeliveries },
    { kind: "webhook-doubled", probability: faults.doubledDeliveries },
    { kind: "webhook-shuffled", ms: SHUFFLE_MS },
  ];
  for (const [n, fault] of all.entries()) {
    await bitbucket.call("POST", "/sandbox/faults", { ...fault, seed: seed * 100 + n });
  }
}

interface SetFault {
  kind: string;
  status?: number;
  hits: number;
}

/** Takes all faults back. @returns how often each has struck, in words */
export async function clearFaults(bitbucket: JsonClient): Promise<string> {
  const faults = await bitbucket.call<SetFault[]>("GET", "/sandbox/faults");
  await bitbucket.call("DELETE", "/sandbox/faults");
  const hits = Map.groupBy(faults, ({ kind, status }) => String(status ?? kind));
  return [...hits]
    .map(([name, same]) => `${name} × ${same.reduce((sum, fault) => sum + fault.hits, 0)}`)
    .join(", ");
}
