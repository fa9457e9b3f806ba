import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Collection } from "./collection.ts";
import type {
  Project,
  PullRequest,
  RefChangeActivity,
  Repository,
  User,
  Webhook,
} from "./entities.ts";

/** Everything the sandbox remembers, but for the git objects, the OAuth tokens and the access tokens. */
export interface State {
  readonly users: Collection<User>;
  readonly projects: Collection<Project>;
  readonly repositories: Collection<Repository>;
  readonly webhooks: Collection<Webhook>;
  readonly activities: Collection<RefChangeActivity>;
  readonly pullRequests: Collection<PullRequest>;
  readonly close: () => void;
}

/** Opens (or makes) `state.sqlite` in `dataDir`; a new one holds the user `admin` with password `admin`. */
export function openState(dataDir: string): State {
  mkdirSync(dataDir, { recursive: true });
  const database = new DatabaseSync(join(dataDir, "state.sqlite"));
  database.exec(
    "pragma journal_mode = wal; pragma synchronous = normal; pragma busy_timeout = 5000",
  );
  const state: State = {
    users: new Collection<User>(database, "user"),
    projects: new Collection<Project>(database, "project"),
    repositories: new Collection<Repository>(database, "repository"),
    webhooks: new Collection<Webhook>(database, "webhook"),
    activities: new Collection<RefChangeActivity>(database, "ref_change_activity"),
    pullRequests: new Collection<PullRequest>(database, "pull_request"),
    close: () => database.close(),
  };
  if (state.users.all().length === 0) state.users.insert(administrator);
  return state;
}

const administrator: Omit<User, "id"> = {
  name: "admin",
  slug: "admin",
  displayName: "Administrator",
  emailAddress: "admin@example.com",
  password: "admin",
  active: true,
  type: "NORMAL",
  globalPermission: "SYS_ADMIN",
  grants: [],
};
