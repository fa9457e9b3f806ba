import { sql } from "kysely";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { job, openWorkers, type TestWorkers } from "../../test/open-workers.ts";
import type { Database } from "../db/database.ts";
import { isPostgres } from "../db/is-postgres.ts";

let workers: TestWorkers;

beforeEach(async () => {
  workers = await openWorkers();
});

afterEach(() => workers.close());

test("an outcome that cannot be written is written later, and the job does not run again", async () => {
  const rename = (from: string, to: string) =>
    workers.db.schema.alterTable("jobs").renameColumn(from, to).execute();
  let runs = 0;
  const worker = workers.start({
    note: async () => {
      runs++;
      await rename("finished_at", "away");
    },
  });
  await workers.enqueue(worker, job("a", "note", 1));
  await vi.waitFor(() => expect(workers.logged()).toContain("cannot write how a job ended"));
  await rename("away", "finished_at");
  await workers.allDone();
  expect(runs).toBe(1);
});

test("an outcome that can never be written stops no other lane", async () => {
  await refuseOutcomes(workers.db, "note");
  const worker = workers.start({ note: () => Promise.resolve(), other: () => Promise.resolve() });
  await workers.enqueue(worker, job("a", "note", 1));
  await vi.waitFor(() => expect(workers.logged()).toContain("cannot write how a job ended"));
  await workers.enqueue(worker, job("b", "other", 2));
  await vi.waitFor(async () =>
    expect((await workers.states()).map(({ state }) => state)).toEqual(["waiting", "done"]),
  );
});

/** Has the database refuse that a job of a kind is done. */
async function refuseOutcomes(db: Database, kind: string): Promise<void> {
  const when = `for each row when (new.kind = '${kind}' and new.state = 'done')`;
  const onSqlite = [
    `create trigger refused before update on jobs ${when}
      begin select raise(abort, 'refused'); end`,
  ];
  const onPostgres = [
    `create function refused() returns trigger language plpgsql as
      $$ begin raise exception 'refused'; end $$`,
    `create trigger refused before update on jobs ${when} execute function refused()`,
  ];
  for (const statement of isPostgres(db) ? onPostgres : onSqlite) {
    await sql.raw(statement).execute(db);
  }
}

test("a worker that cannot take jobs tells so", async () => {
  const onError = vi.fn<() => void>();
  const worker = workers.start({}, { onError });
  expect(worker.isWorking).toBe(true);
  await workers.db.schema.alterTable("lanes").renameTo("away").execute();
  await vi.waitFor(() => expect(onError).toHaveBeenCalled());
  expect(workers.logged()).toContain("cannot take jobs");
  const now = performance.now();
  vi.spyOn(performance, "now").mockImplementation(() => now + 11_000);
  expect(worker.isWorking).toBe(false);
  vi.restoreAllMocks();
  await workers.db.schema.alterTable("away").renameTo("lanes").execute();
});
