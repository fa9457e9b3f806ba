import { AsyncLocalStorage } from "node:async_hooks";

/** What each line says that is logged while something is done: of which job, of which request. */
export type LogContext = Record<string, string | number> & { requestId?: string };

/** Everything that is called within `logContext.run(…)` logs with it, through `createLogger`. */
export const logContext = new AsyncLocalStorage<LogContext>();
