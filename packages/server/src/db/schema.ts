import type { AccessTables } from "./schema/access-tables.ts";
import type { AccountTables } from "./schema/account-tables.ts";
import type { CommitTables } from "./schema/commit-tables.ts";
import type { IntegrationTables } from "./schema/integration-tables.ts";
import type { IssueTables } from "./schema/issue-tables.ts";
import type { JobTables } from "./schema/job-tables.ts";
import type { RelayTables } from "./schema/relay-tables.ts";
import type { ReleaseTables } from "./schema/release-tables.ts";
import type { TagTables } from "./schema/tag-tables.ts";
import type { UpstreamTables } from "./schema/upstream-tables.ts";

export type { ResolveOn, Role } from "./schema/account-tables.ts";
export type { HookState } from "./schema/integration-tables.ts";
export type {
  ActivityType,
  IssueMark,
  IssueStatus,
  ResolutionType,
} from "./schema/issue-tables.ts";
export type { DeliveryState, JobState, RefusalReason } from "./schema/job-tables.ts";
export type { RelayedState, RelayOrigin } from "./schema/relay-tables.ts";
export type { ReleaseActivityType, ReleaseCommitsState } from "./schema/release-tables.ts";

/**
 * The tables as Kysely sees them (columns in camel case through its plugin). Times are epoch
 * milliseconds, `0 | 1` is truth, `Json` is text that one store writes and reads.
 */
export interface Schema
  extends AccountTables,
    AccessTables,
    IntegrationTables,
    JobTables,
    CommitTables,
    ReleaseTables,
    RelayTables,
    IssueTables,
    TagTables,
    UpstreamTables {}
