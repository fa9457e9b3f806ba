const LEVELS = ["ok", "warning", "error"] as const;

export type Level = (typeof LEVELS)[number];

/** One thing that was looked at. */
export interface Finding {
  /** `error`: something is lost or stands still until somebody mends it. */
  level: Level;
  /** What was looked at: `Configuration`, `Database`, an integration's name. */
  area: string;
  /** What is so, and what to do about it when it is not well. */
  message: string;
  /** Of a connection: absent where we call. */
  direction?: "from-host";
}

/** A name for each level, so that checks read as what they say. */
export function findingsOf(area: string) {
  const make = (level: Level) => (message: string) => ({ level, area, message }) satisfies Finding;
  return { ok: make("ok"), warning: make("warning"), error: make("error") };
}

/** Marks what concerns the calls of a host to us: its webhooks, and whether they arrive. */
export function fromHost(findings: readonly Finding[]): Finding[] {
  return findings.map((finding) => ({ ...finding, direction: "from-host" }));
}

/** That of all findings together. */
export function worstLevel(findings: readonly Finding[]): Level {
  return LEVELS.findLast((level) => findings.some((finding) => finding.level === level)) ?? "ok";
}
