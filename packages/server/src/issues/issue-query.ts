import type { IssueStatus } from "../db/schema.ts";
import { parseShortId, type ShortId } from "./short-id.ts";

/** What a search for issues asks for. */
export interface IssueQuery {
  status?: IssueStatus;
  /** Version of a release. */
  release?: string;
  shortId?: ShortId;
  /** A part of the title. */
  text?: string;
}

const STATUSES = new Map<string, IssueStatus>([
  ["unresolved", "unresolved"],
  ["resolved", "resolved"],
  ["ignored", "ignored"],
  // Sentry's newer word for it.
  ["archived", "ignored"],
]);

/**
 * Reads a search such as `is:unresolved release:1.0 cannot read`. A short id alone means that issue.
 * @returns a sentence for a term that is not known
 */
export function parseIssueQuery(query: string): IssueQuery | string {
  const words = query.split(/\s+/).filter((word) => word !== "");
  const parsed: IssueQuery = {};
  const text: string[] = [];
  for (const word of words) {
    const [, key, value = ""] = /^([a-z.]+):(.+)$/i.exec(word) ?? [];
    const status = STATUSES.get(value.toLowerCase());
    if (key === undefined) text.push(word);
    else if (key === "is" && status) parsed.status = status;
    else if (key === "release") parsed.release = value.replace(/^"(.*)"$/, "$1");
    else
      return `The search term ${word} is not known. Use is:unresolved, is:resolved, is:ignored, release:VERSION, a short id, or words of the title.`;
  }
  const shortId = text.length === 1 ? parseShortId(text[0] ?? "") : undefined;
  if (shortId) return { ...parsed, shortId };
  return text.length > 0 ? { ...parsed, text: text.join(" ") } : parsed;
}
