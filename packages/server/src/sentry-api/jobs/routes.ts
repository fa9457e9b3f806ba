import type { Database } from "../../db/database.ts";
import type { OnDismiss } from "../../jobs/dismiss-job.ts";
import type { OnReplay } from "../../jobs/replay-jobs.ts";
import type { Api } from "../api.ts";
import { dismissJob } from "./dismiss-job.ts";
import { getJob } from "./get-job.ts";
import { getJobStats } from "./get-job-stats.ts";
import { listJobsOfOrganization } from "./list-jobs.ts";
import { listLanesOfOrganization } from "./list-lanes.ts";
import { replayAllJobs } from "./replay-all-jobs.ts";
import { replayJob } from "./replay-job.ts";

export interface JobRoutesDeps {
  db: Database;
  onReplay: OnReplay;
  onDismiss: OnDismiss;
}

/** The durable work of an organization, for when some of it failed. */
export function jobRoutes(app: Api, deps: JobRoutesDeps): void {
  listJobsOfOrganization(app, deps);
  getJobStats(app, deps);
  listLanesOfOrganization(app, deps);
  getJob(app, deps);
  replayJob(app, deps);
  replayAllJobs(app, deps);
  dismissJob(app, deps);
}
