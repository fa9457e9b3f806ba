import { parseShortId } from "../issues/short-id.ts";
import type { IssueReference } from "./issue-reference.ts";

/**
 * Reads the address of an issue page of our own host (host and port of our public URL, or a subdomain of
 * it): `…/issues/42` and `…/issues/SHOP-1`, whatever stands before and after in the path. As in Sentry,
 * what the query says does not count.
 */
export function parseIssueUrl(text: string, ownHost: string): IssueReference | undefined {
  const url = URL.parse(text);
  if (!url || !(url.host === ownHost || url.host.endsWith(`.${ownHost}`))) return undefined;
  const segments = url.pathname.split("/");
  return segments
    .filter((_, index) => segments[index - 1] === "issues")
    .map(parseIssueName)
    .find((reference) => reference !== undefined);
}

/** What Sentry's URLs call an issue: its id in digits, or its short id. */
function parseIssueName(name: string): IssueReference | undefined {
  const issueId = /^\d+$/.test(name) ? Number(name) : 0;
  if (issueId > 0 && Number.isSafeInteger(issueId)) return { kind: "issueId", issueId };
  const shortId = parseShortId(name);
  return shortId && { kind: "shortId", ...shortId, text: name };
}
