import { setTimeout as pause } from "node:timers/promises";
import { type Calls, readCalls } from "./read-calls.ts";
import { type ReleaseWorld, startReleaseWorld } from "./release-world.ts";
import { type SqliteTime, watchSqlite } from "./watch-sqlite.ts";

const COMMITS = 1_000;
const LATE_MS = 20;
const REPOSITORY = "/rest/api/1.0/projects/SHOP/repos/web";

interface ReleaseFigures {
  ms: number;
  calls: Calls;
  sqlite: SqliteTime;
}

/**
 * `set-commits` of a range of which no commit is known yet, each answer of Bitbucket a little late, from
 * the call until the release has them all; then of the same range once more. Bitbucket is another
 * process. The yardstick of the same run asks for the same, one call after another, and keeps nothing.
 */
export async function benchRelease(): Promise<void> {
  const readSqlite = watchSqlite();
  const world = await startReleaseWorld(COMMITS + 1);
  try {
    await world.bitbucket.call("POST", "/sandbox/faults", {
      kind: "latency",
      ms: LATE_MS,
      pathPattern: "^/rest/",
    });
    const fetched = await setCommits(world, "1.0.0", readSqlite);
    const again = await setCommits(world, "1.1.0", readSqlite);
    const sequential = await askOneByOne(world);
    console.log(`\nset-commits of ${COMMITS} commits, each answer ${LATE_MS} ms late`);
    console.log(`  none of them known: ${describe(fetched)}`);
    console.log(`  all of them known: ${describe(again)}`);
    const each = (sequential.ms / sequential.calls).toFixed(0);
    console.log(
      `  one call after another, same run: ${inSeconds(sequential.ms)}, ${sequential.calls} calls, ${each} ms each`,
    );
    console.log(`  ratio: ${(sequential.ms / fetched.ms).toFixed(1)} times as fast`);
  } finally {
    await world.close();
  }
}

/** @throws Error when the release does not have all commits in the end */
async function setCommits(
  world: ReleaseWorld,
  version: string,
  readSqlite: () => SqliteTime,
): Promise<ReleaseFigures> {
  const releases = "/organizations/acme/releases/";
  await world.service.call("POST", releases, { version, projects: ["shop"] });
  const ref = {
    repository: "SHOP/web",
    commit: "main",
    previousCommit: world.shas.get(1),
  };
  const since = Date.now();
  const before = readSqlite();
  const started = performance.now();
  await world.service.call("PUT", `${releases}${version}/`, { refs: [ref] });
  while ((await getRelease(world, version)).commitsState === "pending") await pause(LATE_MS);
  const ms = performance.now() - started;
  const after = readSqlite();
  const { commitCount, commitsReason } = await getRelease(world, version);
  if (commitCount !== COMMITS) throw new Error(`${commitCount} commits: ${commitsReason}`);
  const sqlite = { statements: after.statements - before.statements, ms: after.ms - before.ms };
  return { ms, calls: readCalls(world.log(), since), sqlite };
}

interface ReleaseAnswer {
  commitsState: string;
  commitsReason: string | null;
  commitCount: number;
}

const getRelease = ({ service }: ReleaseWorld, version: string) =>
  service.call<ReleaseAnswer>("GET", `/organizations/acme/releases/${version}/`);

/** As Sentry asks: for the commits, page by page, then for the files of each. */
async function askOneByOne({ bitbucket, shas }: ReleaseWorld) {
  const started = performance.now();
  let calls = 0;
  const ask = <Answer>(path: string) => {
    calls++;
    return bitbucket.call<Answer>("GET", REPOSITORY + path);
  };
  const since = shas.get(1);
  const until = shas.get(COMMITS + 1);
  let start: number | undefined = 0;
  while (start !== undefined) {
    const page: { values: { id: string }[]; nextPageStart?: number | null } = await ask(
      `/commits?since=${since}&until=${until}&limit=100&start=${start}`,
    );
    for (const { id } of page.values) await ask(`/commits/${id}/changes?limit=1000`);
    start = page.nextPageStart ?? undefined;
  }
  return { ms: performance.now() - started, calls };
}

function describe({ ms, calls, sqlite }: ReleaseFigures): string {
  const each = (calls.ms / calls.count).toFixed(0);
  const sideBySide = (calls.ms / Math.max(calls.waitingMs, 1)).toFixed(1);
  return `${inSeconds(ms)}
    Bitbucket: ${calls.count} calls, ${each} ms each, ${sideBySide} at once; waited for them ${inSeconds(calls.waitingMs)}
    SQLite: ${sqlite.statements} statements, ${inSeconds(sqlite.ms)}`;
}

const inSeconds = (ms: number) => `${(ms / 1_000).toFixed(2)} s`;
