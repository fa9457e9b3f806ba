import { isRecord } from "./compare-shapes.ts";
import type { Oracles } from "./oracles.ts";

/** A recorded answer or delivery. */
export interface Recording {
  file: string;
  /** Method and path template (`R` for one repository's), or the key of an event. */
  about: string;
  body: unknown;
}

interface IndexEntry {
  file: string;
  kind: string;
  endpoint: string;
  note?: string;
}

/** The recordings of one kind, without those that a person wrote. */
export function readRecordings(oracles: Oracles, kind: "rest" | "webhook"): Recording[] {
  const index = oracles.readJson("index.json") as IndexEntry[];
  return index
    .filter((entry) => entry.kind === kind && !/hand-written|hand-made/.test(entry.note ?? ""))
    .map(({ file, endpoint }) => ({
      file,
      about: endpoint.replace("/projects/{projectKey}/repos/{repositorySlug}", "R"),
      body: oracles.readJson(file),
    }));
}

/** How a recording writes the dates of commits and pull requests; undefined when it has none. */
export function datesOf(body: unknown): "epoch" | "iso" | undefined {
  for (const [key, value] of entriesOf(body)) {
    if (/(Timestamp|createdDate)$/.test(key)) return typeof value === "number" ? "epoch" : "iso";
    const inside = datesOf(value);
    if (inside !== undefined) return inside;
  }
  return undefined;
}

function entriesOf(value: unknown): [string, unknown][] {
  return isRecord(value) || Array.isArray(value) ? Object.entries(value) : [];
}
