import { type RawBuilder, sql } from "kysely";
import type { DeliveryState } from "../db/schema.ts";

/** Which deliveries are wanted; absent: whatever they are. */
export interface DeliveryFilter {
  repositoryId?: number | undefined;
  integrationId?: number | undefined;
  event?: string | undefined;
  state?: DeliveryState | undefined;
  /** A host's request id, the beginning of a sha, or a part of a repository's name. */
  query?: string | undefined;
}

/** Deliveries that one index has together, in their order. */
export type DeliveryScope =
  | { column: "organizationId" }
  | { column: "repositoryId" | "integrationId" | "id"; values: number[] };

/** What is read of one scope. */
export interface Wanted {
  organizationId: number;
  scope: DeliveryScope;
  filter: DeliveryFilter;
}

/**
 * The conditions for what is wanted. One of them leads, and is that of an index which has few rows besides:
 * a state or event that is rare, or else the scope. The others are put so that no index is chosen for them,
 * since SQLite would choose by their number, and not by how many rows they leave.
 */
export function toConditions({ organizationId, scope, filter }: Wanted): RawBuilder<boolean>[] {
  const { repositoryId, integrationId, event, state } = filter;
  const rare = [...rareState(state), ...rareEvent(event)];
  const leads = rare.length > 0;
  const conditions = [...rare];
  if (leads || scope.column === "organizationId") {
    conditions.push(sql`${column("organizationId")} = ${organizationId}`);
  }
  if (scope.column !== "organizationId") {
    const own = leads ? unindexed(scope.column) : column(scope.column);
    conditions.push(sql`${own} in (${sql.join(scope.values)})`);
  }
  if (repositoryId !== undefined) {
    conditions.push(sql`${unindexed("repositoryId")} = ${repositoryId}`);
  }
  if (integrationId !== undefined) {
    conditions.push(sql`${unindexed("integrationId")} = ${integrationId}`);
  }
  if (event !== undefined) conditions.push(sql`${column("eventKey")} = ${event}`);
  if (state !== undefined) conditions.push(sql`${column("state")} = ${state}`);
  return conditions;
}

const column = (name: string): RawBuilder<unknown> => sql`${sql.ref(`deliveries.${name}`)}`;
const unindexed = (name: string): RawBuilder<unknown> => sql`${column(name)} + 0`;

/** SQLite takes an index of some rows only for the very words of it. */
function rareState(state: DeliveryState | undefined): RawBuilder<boolean>[] {
  if (state === undefined || state === "processed") return [];
  return [sql`${column("state")} <> 'processed'`];
}

/** Most of all are pushes, which are soon found among the others. */
function rareEvent(event: string | undefined): RawBuilder<boolean>[] {
  if (event === undefined || event === "repo:refs_changed") return [];
  return [sql`${column("eventKey")} <> 'repo:refs_changed'`];
}
