import { StatementSync } from "node:sqlite";

/** Time that this process has spent in statements of SQLite, commits among them. */
export interface SqliteTime {
  statements: number;
  ms: number;
}

/** Counts from now on, for the rest of the process: the driver tells nobody how long it takes. */
export function watchSqlite(): () => SqliteTime {
  const time = { statements: 0, ms: 0 };
  for (const method of ["all", "run"] as const) {
    const timed = new Proxy(Reflect.get(StatementSync.prototype, method) as () => unknown, {
      apply(target, statement, parameters) {
        const started = performance.now();
        try {
          return Reflect.apply(target, statement, parameters);
        } finally {
          time.statements++;
          time.ms += performance.now() - started;
        }
      },
    });
    Reflect.set(StatementSync.prototype, method, timed);
  }
  return () => ({ ...time });
}
