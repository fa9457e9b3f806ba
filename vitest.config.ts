import { defineConfig } from "vitest/config";

/*
 * Tests of the server and end-to-end tests run on both stores, one project for each; to leave one out
 * takes a reason. What opens no database costs too little to be worth a list.
 */

export const ON_SQLITE_ALONE: Record<string, string> = {
  "packages/server/src/db/{back-up,foreign-keys,sqlite-dialect}.test.ts": "is about SQLite",
  "packages/server/src/db/{announcements,move-data}.test.ts": "starts a PostgreSQL of its own",
  "packages/server/src/organizations/password.test.ts": "opens no database, and takes seconds",
  "packages/server/src/resolutions/find-references.test.ts": "opens no database, and takes seconds",
  "packages/server/src/sentry-api/auth/auth.test.ts": "hashes passwords, for half a minute",
  "packages/server/src/sentry-api/ingest/hostile-input.test.ts":
    "is refused before a database is asked",
  "e2e/{cli-auto,cli-several-projects,sentry-cli,cli-cases/cases}.test.ts":
    "is about what sentry-cli does; its calls are repeated on both by sentry-cli-recordings",
  "e2e/relay/pass-through{,-streams}.test.ts": "is about what passes by the database",
  "e2e/commit-source.test.ts": "opens no database, and makes a repository",
  "e2e/demo/demo.test.ts": "is run as people run it, on what it makes itself",
  "e2e/ui/*.test.ts": "is about what a browser shows, which asks the API alone",
  "e2e/operate/backup.test.ts": "the backup of PostgreSQL is its own",
  "e2e/operate/commands.test.ts": "starts many processes, of which none looks into a database",
};

export const ON_POSTGRES_ALONE: Record<string, string> = {
  "packages/server/src/db/postgres-dialect.test.ts": "is about PostgreSQL",
  "e2e/replicas.test.ts": "SQLite has one process",
  "e2e/operate/move-data.test.ts": "moves to PostgreSQL",
};

export default defineConfig({
  test: {
    globalSetup: ["packages/server/test/tally-answers.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // As long as browsers wait for what is to be seen: they share the machine with the other tests.
    expect: { poll: { timeout: 15_000 } },
    // Tests wait for servers and disks: one more than the two cores that they have to do with.
    maxWorkers: 3,
    // Files of a worker share the modules that they load, which took half of the time otherwise. None of ours
    // keeps anything of one service for another: replicas in one process need that, too.
    isolate: false,
    restoreMocks: true,
    unstubEnvs: true,
    projects: [
      {
        extends: true,
        test: {
          name: "sqlite",
          include: [
            "rules.test.ts",
            "packages/*/{src,test}/**/*.test.ts",
            "e2e/**/*.test.ts",
            "bench/**/*.test.ts",
          ],
          exclude: Object.keys(ON_POSTGRES_ALONE),
          globalSetup: ["e2e/ui/prepare.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "postgres",
          include: ["packages/server/{src,test}/**/*.test.ts", "e2e/**/*.test.ts"],
          exclude: Object.keys(ON_SQLITE_ALONE),
          globalSetup: ["packages/server/test/postgres-for-tests.ts"],
        },
      },
    ],
  },
});
