import { readFileSync } from "node:fs";
import { findOracles } from "@sentry-bitbucket-server/server/test/find-oracles";
import type { SentryCliLine } from "../world/sentry-cli-path.ts";

/** One run of sentry-cli against a fake server, as it was recorded. */
export interface RecordedCase {
  line: SentryCliLine;
  name: string;
  /** Arguments after `sentry-cli`. */
  args: string[];
  /** Differences from the usual environment; null: not set. */
  env: Record<string, string | null>;
  /** URL of `origin` in the clone it ran in. */
  gitRemoteOrigin: string | null;
  exit: number;
  output: string;
}

/** All recorded runs; none when they are not there. */
export function readRecordedCases(): RecordedCase[] {
  const folder = findOracles("sentry");
  if (folder === undefined) return [];
  type Recorded = Omit<RecordedCase, "line" | "name">;
  const cases = JSON.parse(readFileSync(`${folder}/cli-cases.json`, "utf8")) as Record<
    string,
    Recorded
  >;
  return Object.entries(cases).map(([key, recorded]) => {
    const [line, name = ""] = key.split("/");
    return { ...recorded, line: line === "v2" ? 2 : 3, name };
  });
}
