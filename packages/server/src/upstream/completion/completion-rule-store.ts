import type { Database } from "../../db/database.ts";
import { COMPLETION_RULES, type CompletionRule } from "./find-candidates.ts";

/** How the releases of a project are told their commits. */
export interface CompletionRules {
  /** What they are told by; none: they are left alone. */
  by: CompletionRule[];
  /** The repositories that the project is built from; undefined: any that is linked. */
  repositoryIds?: number[] | undefined;
}

const DEFAULT: CompletionRules = { by: [...COMPLETION_RULES] };

/** Of a project that has none of its own, those that all have. */
export async function findCompletionRules(
  db: Database,
  projectId: number,
): Promise<CompletionRules> {
  const row = await db
    .selectFrom("completionRules")
    .select(["rules", "repositoryIds"])
    .where("projectId", "=", projectId)
    .executeTakeFirst();
  if (!row) return DEFAULT;
  const repositoryIds = row.repositoryIds && (JSON.parse(row.repositoryIds) as number[]);
  return {
    by: JSON.parse(row.rules) as CompletionRule[],
    repositoryIds: repositoryIds || undefined,
  };
}

export async function saveCompletionRules(
  trx: Database,
  projectId: number,
  { by, repositoryIds }: CompletionRules,
): Promise<void> {
  const row = {
    rules: JSON.stringify(by),
    repositoryIds: repositoryIds === undefined ? null : JSON.stringify(repositoryIds),
    updatedAt: Date.now(),
  };
  await trx
    .insertInto("completionRules")
    .values({ projectId, ...row })
    .onConflict((conflict) => conflict.column("projectId").doUpdateSet(row))
    .execute();
}
