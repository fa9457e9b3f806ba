import type { Generated } from "kysely";
import type { Json } from "./json.ts";

/** Who uses the service, and what they report for. */
export interface AccountTables {
  organizations: OrganizationsTable;
  users: UsersTable;
  members: MembersTable;
  tokens: TokensTable;
  projects: ProjectsTable;
  projectKeys: ProjectKeysTable;
  formerSlugs: FormerSlugsTable;
}

interface OrganizationsTable {
  id: Generated<number>;
  slug: string;
  name: string;
  resolveOn: ResolveOn;
  createdAt: number;
}

interface UsersTable {
  id: Generated<number>;
  email: string;
  name: string;
  passwordHash: string;
  /** It was made by us: until then one may log in with it, and choose another one. */
  passwordForOnceUntil: Generated<number | null>;
  createdAt: number;
}

interface MembersTable {
  id: Generated<number>;
  organizationId: number;
  userId: number;
  role: Role;
}

/** What a member may do, by Sentry's names. */
export type Role = "owner" | "admin" | "member";

/** Each acts either for a user or for an organization, whoever made it. */
interface TokensTable {
  id: Generated<number>;
  tokenHash: string;
  /** What a person tells one token from another by. */
  lastCharacters: string;
  userId: Generated<number | null>;
  organizationId: Generated<number | null>;
  name: string;
  scopes: Json;
  createdAt: number;
  /** To the minute. */
  lastUsedAt: Generated<number | null>;
}

interface ProjectsTable {
  id: Generated<number>;
  organizationId: number;
  slug: string;
  name: string;
  platform: string | null;
  /** The number of the newest issue. */
  issueCounter: Generated<number>;
  /** Its number at the upstream that it mirrors a project of. */
  upstreamId: string | null;
  createdAt: number;
}

interface ProjectKeysTable {
  id: Generated<number>;
  projectId: number;
  name: string;
  publicKey: string;
  /** At most `rateLimitCount` events in so many seconds; null leaves it to the service. */
  rateLimitWindow: Generated<number | null>;
  rateLimitCount: Generated<number | null>;
  /** Whether it may be reported to with this key. */
  isActive: Generated<0 | 1>;
  createdAt: number;
}

/** What projects were called before; who asks for them by it is sent on. */
interface FormerSlugsTable {
  organizationId: number;
  slug: string;
  projectId: number;
}

/** When a commit that names an issue resolves it: design section 5, rule 2. */
export type ResolveOn = "default-branch" | "any-branch" | "release";
