import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Requests that are sent in turn, as fast as they are answered. */
export interface Load {
  url: string;
  requests: {
    method: "GET" | "POST";
    path: string;
    headers?: Record<string, string>;
    body?: string;
  }[];
  connections: number;
  /** Requests a second; absent: as many as are answered. */
  rate?: number | undefined;
  seconds: number;
}

export interface LoadFigures {
  /** Answers of 2xx. */
  perSecond: number;
  succeeded: number;
  failed: number;
  /** In ms. */
  p50: number;
  p99: number;
}

/** Sends load from a second process. @throws Error when an answer is not 2xx */
export async function runLoad(load: Load): Promise<LoadFigures> {
  const child = fork(fileURLToPath(import.meta.resolve("./load-process.ts")));
  child.send(load);
  const [figures] = (await once(child, "message")) as [LoadFigures];
  if (figures.failed > 0) throw new Error(`${figures.failed} requests to ${load.url} failed`);
  return figures;
}
