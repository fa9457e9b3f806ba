import type { Database } from "../db/database.ts";
import { endSentence } from "../integrations/end-sentence.ts";
import { listRelayedIssues } from "../upstream/issues/relayed-issue-store.ts";
import { listRelayedReleases } from "../upstream/releases/relayed-release-store.ts";
import {
  countRelayed,
  findOldestPending,
  type Relayed,
} from "../upstream/relay/relayed-state-store.ts";
import type { Upstream } from "../upstream/types.ts";
import { type Finding, findingsOf } from "./finding.ts";
import { plural } from "./plural.ts";

/** Attempts of a quarter of an hour have failed by then. */
const LONG_MS = 15 * 60_000;

/** What of an organization's releases and issues did not get to its upstream. */
export async function checkRelayed(
  db: Database,
  { organizationId, slug, pause }: Upstream,
): Promise<Finding[]> {
  const { ok, warning } = findingsOf(`Upstream ${slug}`);
  const findings: Finding[] = [];
  for (const what of ["release", "issue"] as const) {
    const counts = await countRelayed(db, what, organizationId);
    const failed = counts.find(({ state }) => state === "failed")?.count ?? 0;
    if (failed > 0) findings.push(warning(await describeFailed(db, organizationId, what, failed)));
    const since = await findOldestPending(db, what, organizationId);
    // Why nothing goes to an upstream that is paused is told already.
    const minutes = since === null || pause ? 0 : Math.floor((Date.now() - since) / 60_000);
    if (minutes * 60_000 >= LONG_MS) findings.push(warning(describeLate(what, minutes)));
  }
  if (findings.length > 0) return findings;
  return [
    ok(pause ? "Nothing was given up." : "Nothing was given up, and nothing waits for long."),
  ];
}

async function describeFailed(
  db: Database,
  organizationId: number,
  what: Relayed,
  count: number,
): Promise<string> {
  const page = { from: undefined, backwards: false, limit: 1 };
  const asked = { page, state: "failed" as const };
  const api = `…/upstream/${what}s/`;
  if (what === "release") {
    const [last] = await listRelayedReleases(db, organizationId, asked);
    const told = `${plural(count, "release was", "releases were")} given up; the last is ${last?.version}`;
    return `${told}: ${endSentence(last?.reason ?? "Nobody knows why")} Put that right, then POST ${api}{version}/replay/ (GET ${api}?state=failed lists them).`;
  }
  const [last] = await listRelayedIssues(db, organizationId, asked);
  const told = `${plural(count, "issue was", "issues were")} given up; the last is ${last?.issue}`;
  return `${told}: ${endSentence(last?.reason ?? "Nobody knows why")} Put that right, then POST ${api}{id}/replay/ (GET ${api}?state=failed lists them).`;
}

function describeLate(what: Relayed, minutes: number): string {
  return `A ${what} waits to be sent for ${minutes} min. GET …/upstream/${what}s/?state=pending tells why; when its commits are still to be fetched, see what is told of Bitbucket.`;
}
