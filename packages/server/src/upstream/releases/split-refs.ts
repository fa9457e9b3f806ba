import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { findRepositoryByName } from "../../integrations/repository-store.ts";
import type { WantedRef } from "../../releases/enqueue-release-commits.ts";
import { parseRefRange } from "../../releases/ref-range.ts";

/** As sentry-cli sends it. */
const refSchema = z.object({
  repository: z.string(),
  commit: z.string().min(1),
  previousCommit: z.string().nullish(),
});

const bodySchema = z.looseObject({
  version: z.string().optional(),
  commits: z.array(z.unknown()).nullish(),
  refs: z.array(z.looseObject({})).nullish(),
  headCommits: z.array(z.unknown()).nullish(),
});

/** What a call that makes or changes a release does to its commits. */
export type ReleaseCall = {
  /** When the body names it. */
  version: string | undefined;
} & (
  | { kind: "keep" }
  /** It sets or clears them there; the body goes up as it is. */
  | { kind: "theirs" }
  /** They are those of refs in repositories that are linked here. */
  | { kind: "ours"; refs: WantedRef[]; rest: string }
  /** Refs of both kinds: each side would replace the commits of the other. */
  | { kind: "mixed"; linked: string[]; others: string[]; rest: string }
);

/** Each is looked up before the upstream has let the caller in. */
const MOST_REFS = 1_000;

/**
 * Reads what a call wants of the commits of a release, and takes the refs in linked repositories out of its body:
 * the upstream cannot reach their host. As in Sentry, commits that are sent along go before refs, and no
 * commits at all are no wish, while no refs at all clear. A body that is not as we know it is the upstream's.
 */
export async function splitRefs(
  db: Database,
  organizationId: number,
  text: string,
): Promise<ReleaseCall> {
  const body = parseBody(text);
  const version = body?.version;
  const wanted = body?.refs ?? body?.headCommits;
  if (body?.commits?.length) return { kind: "theirs", version };
  if (!body || !wanted) return { kind: "keep", version };
  const named = body.refs ?? [];
  if (named.length === 0 || named.length > MOST_REFS) return { kind: "theirs", version };
  const { refs: _, ...others } = body;
  const sorted = await sortRefs(db, organizationId, named);
  if (sorted.kind === "theirs") return { ...sorted, version };
  return { ...sorted, rest: JSON.stringify(others), version };
}

async function sortRefs(db: Database, organizationId: number, named: object[]) {
  const refs = new Map<number, WantedRef>();
  const [linked, others] = [new Set<string>(), new Set<string>()];
  for (const ref of named) {
    const found = await findLinked(db, organizationId, ref);
    if (found) refs.set(found.repositoryId, found);
    (found ? linked : others).add(nameOf(ref));
  }
  if (refs.size === 0) return { kind: "theirs" as const };
  if (others.size === 0) return { kind: "ours" as const, refs: [...refs.values()] };
  return { kind: "mixed" as const, linked: [...linked], others: [...others] };
}

const nameOf = (ref: object): string =>
  "repository" in ref && typeof ref.repository === "string" ? ref.repository : "one without a name";

function parseBody(text: string): z.infer<typeof bodySchema> | undefined {
  try {
    return bodySchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

async function findLinked(
  db: Database,
  organizationId: number,
  ref: unknown,
): Promise<WantedRef | undefined> {
  const { data } = refSchema.safeParse(ref);
  if (!data) return undefined;
  const range = parseRefRange(data.commit);
  if (typeof range === "string") return undefined;
  const repository = await findRepositoryByName(db, organizationId, data.repository);
  if (!repository) return undefined;
  const since = range.since ?? (data.previousCommit || undefined);
  const { id: repositoryId, integrationId } = repository;
  return { repositoryId, integrationId, until: range.until, since };
}
