import { insertJobs } from "../src/jobs/job-store.ts";
import type { Enqueue } from "../src/jobs/types.ts";

/** Keeps jobs, which nobody does. */
export const enqueue: Enqueue = (trx, ...jobs) => insertJobs(trx, jobs, Date.now());
