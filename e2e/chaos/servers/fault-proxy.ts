import { once } from "node:events";
import {
  Agent,
  createServer,
  type IncomingMessage,
  request as ask,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { Random } from "../story/random.ts";

/** What happens to calls of a Sentry, as shares of all. */
export interface UpstreamFaults {
  failing: number;
  /** Calls that are never answered, until whoever asked has given up. Each holds a connection. */
  silent: number;
}

/** Stands in front of a Sentry, and fails as that and the network before it would. */
export interface FaultProxy {
  url: string;
  setFaults(faults: UpstreamFaults, seed: number): void;
  /** From now on all goes well. @returns how often each fault has struck, in words */
  clearFaults(): string;
  close(): void;
}

type Fault = (exchange: Exchange) => Promise<void> | void;

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  target: string;
}

/** Longer than the service waits for the answer to a question. */
const SILENCE_MS = 40_000;

const FAULTS: Record<string, Fault> = {
  "429 with Retry-After": (exchange) => refuse(exchange, 429, { "retry-after": "1" }),
  "429 with a reset": (exchange) => {
    const reset = String(Math.ceil(Date.now() / 1_000) + 1);
    const remaining = { "x-sentry-rate-limit-remaining": "0" };
    refuse(exchange, 429, { "x-sentry-rate-limit-reset": reset, ...remaining });
  },
  429: (exchange) => refuse(exchange, 429),
  500: (exchange) => refuse(exchange, 500),
  503: (exchange) => refuse(exchange, 503),
  409: (exchange) => refuse(exchange, exchange.request.method === "GET" ? 500 : 409),
  "reset before": ({ request }) => void request.socket.destroy(),
  "reset after": async (exchange) => {
    await forward(exchange, () => undefined);
    exchange.request.socket.destroy();
  },
};

/** @param target the URL of what is behind it */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  let faults: UpstreamFaults = { failing: 0, silent: 0 };
  let random = new Random(0);
  const struck = new Map<string, number>();
  const strike = async (exchange: Exchange): Promise<void> => {
    const dice = random.next();
    if (dice >= faults.failing + faults.silent) return forward(exchange, answer);
    const name = dice < faults.failing ? random.pick(Object.keys(FAULTS)) : "silence";
    struck.set(name, (struck.get(name) ?? 0) + 1);
    if (name === "silence") await pause(SILENCE_MS, undefined, { ref: false });
    await (FAULTS[name] ?? FAULTS["reset before"])?.(exchange);
  };
  const server = createServer((request, response) => {
    void strike({ request, response, target }).catch(() => request.socket.destroy());
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    setFaults(wanted, seed) {
      faults = wanted;
      random = new Random(seed);
    },
    clearFaults() {
      faults = { failing: 0, silent: 0 };
      return [...struck].map(([name, count]) => `${name} × ${count}`).join(", ");
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** In the shapes that Sentry has; what a proxy in front of it says when it is away is a page. */
function refuse({ request, response }: Exchange, status: number, headers = {}): void {
  request.resume();
  const isPage = status === 503;
  const type = isPage ? "text/html" : "application/json";
  response.writeHead(status, { "content-type": type, ...headers });
  response.end(isPage ? "<h1>Be back soon</h1>" : JSON.stringify({ detail: `Told to ${status}` }));
}

// A kept connection would break with a Sentry that was killed, and look like a fault of its own.
const agent = new Agent({ keepAlive: false });

/** @param then what is done with the answer; it is read to its end when that does not */
async function forward(
  { request, response, target }: Exchange,
  then: (answer: IncomingMessage, response: ServerResponse) => void,
): Promise<void> {
  const { method, headers } = request;
  const asked = ask(target + (request.url ?? ""), { agent, method, headers });
  request.pipe(asked);
  const [answered] = (await once(asked, "response")) as [IncomingMessage];
  then(answered, response);
  answered.resume();
  await once(answered, "close");
  if (!answered.complete) response.destroy();
}

function answer(answered: IncomingMessage, response: ServerResponse): void {
  response.writeHead(answered.statusCode ?? 502, answered.headers);
  answered.pipe(response);
}
