import type { Database } from "../../db/database.ts";
import type { Enqueue } from "../../jobs/types.ts";
import { giveWayToCommits } from "../../upstream/releases/give-way.ts";
import type { AnsweredCall } from "../../upstream/releases/mirror-answered-release.ts";
import type { ReleaseCall } from "../../upstream/releases/split-refs.ts";
import { takeRefs } from "../../upstream/releases/take-refs.ts";
import type { Upstream } from "../../upstream/types.ts";
import { ApiError } from "../api-error.ts";

const OTHER_RELEASE = "the upstream answered for another release";

/**
 * Does what a call asks of us, to which the upstream has just agreed: has the commits of its refs sent, or has
 * those that were asked for before give way.
 * @returns what was done, for the log; undefined when it asks nothing of us
 * @throws ApiError 400 for refs in linked repositories and in others
 */
export async function followReleaseCall(
  deps: { db: Database; enqueue: Enqueue },
  upstream: Upstream,
  call: ReleaseCall,
  answered: AnsweredCall,
): Promise<string | undefined> {
  switch (call.kind) {
    case "keep":
      return undefined;
    case "ours": {
      const taken = { ...answered, refs: call.refs };
      const isTaken = await takeRefs(deps, upstream.organizationId, taken);
      return isTaken ? "refs taken for the upstream" : OTHER_RELEASE;
    }
    case "theirs": {
      const isKnown = await giveWayToCommits(deps.db, upstream, answered);
      return isKnown ? "commits were set at the upstream" : OTHER_RELEASE;
    }
    case "mixed":
      throw new ApiError(400, describeMixed(call));
  }
}

function describeMixed({ linked, others }: Extract<ReleaseCall, { kind: "mixed" }>): string {
  const names = `${linked.join(", ")}, and ${others.join(", ")}, which no repository linked here is called`;
  return `Refs in repositories linked here do not go with others: ${names}. Sentry would keep the commits of one side alone. Link them all, or name one side.`;
}
