import { readFileSync } from "node:fs";
import { findOracles } from "./find-oracles.ts";

/** A request that an unmodified SDK sent. */
export interface SdkRequest {
  client: string;
  clientVersion: string;
  case: string;
  seq: number;
  rawUrl: string;
  headers: [string, string][];
  contentEncoding: "gzip" | null;
  /** After decompression. */
  bodyText: string;
}

/** A request that an unmodified sentry-cli sent. */
export interface CliRequest {
  clientVersion: string;
  case: string;
  method: string;
  /** Path and query as sent. */
  rawUrl: string;
  headers: [string, string][];
  /** Text for envelopes, null for none. */
  body: unknown;
}

/** Recorded requests of SDKs, see the README beside them; none when they are not there. */
export function readSdkRequests(): SdkRequest[] {
  return readLines("sdk-requests.jsonl") as SdkRequest[];
}

/** Recorded requests of sentry-cli, in the order they were sent. */
export function readCliRequests(): CliRequest[] {
  return readLines("cli-requests.jsonl") as CliRequest[];
}

function readLines(name: string): unknown[] {
  const folder = findOracles("sentry");
  if (folder === undefined) return [];
  const lines = readFileSync(`${folder}/${name}`, "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line) as unknown);
}
