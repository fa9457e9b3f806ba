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

/** Recorded requests of SDKs, see the README beside them; none when they are not there. */
export function readSdkRequests(): SdkRequest[] {
  const folder = findOracles("sentry");
  if (folder === undefined) return [];
  const lines = readFileSync(`${folder}/sdk-requests.jsonl`, "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line) as SdkRequest);
}
