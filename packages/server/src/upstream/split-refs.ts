import { z } from "zod";
import type { Database } from "../db/database.ts";
import { findRepositoryByName } from "../integrations/repository-store.ts";
import type { WantedRef } from "../releases/enqueue-release-commits.ts";
import { parseRefRange } from "../releases/ref-range.ts";

/** As sentry-cli sends it. */
const refSchema = z.object({
  repository: z.string(),
  commit: z.string().min(1),
  previousCommit: z.string().nullish(),
});

const bodySchema = z.looseObject({
  version: z.string().optional(),
  refs: z.array(z.looseObject({})).optional(),
});

/** A call that sets the commits of a release, taken apart. */
export interface SplitCall {
  /** Those in repositories that are linked here. */
  refs: WantedRef[];
  /** What is left for the upstream, as JSON. */
  rest: string;
  /** When the body names it. */
  version: string | undefined;
}

/** Each is looked up before the upstream has let the caller in. */
const MOST_REFS = 1_000;

/**
 * Takes the refs in linked repositories out of the body of a call: the upstream cannot reach their host. The
 * others stay, for an integration that the upstream has itself.
 * @returns undefined when there are none, or the body is not as we know it: then it is the upstream's as it is
 */
export async function splitRefs(
  db: Database,
  organizationId: number,
  text: string,
): Promise<SplitCall | undefined> {
  const body = parseBody(text);
  if ((body?.refs?.length ?? 0) > MOST_REFS) return undefined;
  const refs = new Map<number, WantedRef>();
  const others: unknown[] = [];
  for (const ref of body?.refs ?? []) {
    const linked = await findLinked(db, organizationId, ref);
    if (linked) refs.set(linked.repositoryId, linked);
    else others.push(ref);
  }
  if (!body || refs.size === 0) return undefined;
  const { refs: _, ...rest } = body;
  const left = { ...rest, ...(others.length > 0 && { refs: others }) };
  return { refs: [...refs.values()], rest: JSON.stringify(left), version: body.version };
}

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
