import type { OperationArea } from "./operation.ts";
import { ORG_WRITE } from "./scopes.ts";

export const jobOperations: OperationArea = {
  tag: "Jobs",
  description: "The durable work behind deliveries and releases, and how to repeat what failed.",
  operations: {
    "GET /organizations/{organization}/jobs/": {
      id: "listJobs",
      summary: "List an organization's jobs",
      scopes: ORG_WRITE,
      isAddition: true,
    },
    "GET /organizations/{organization}/jobs/{job}/": {
      id: "getJob",
      summary: "Retrieve a job with its attempts",
      scopes: ORG_WRITE,
      isAddition: true,
    },
    "GET /organizations/{organization}/jobs/stats/": {
      id: "getJobStats",
      summary: "Retrieve how much waits now, and waited in the last 24 hours",
      scopes: ORG_WRITE,
      isAddition: true,
    },
    "GET /organizations/{organization}/lanes/": {
      id: "listLanes",
      summary: "List the lanes of an organization in which jobs wait",
      scopes: ORG_WRITE,
      isAddition: true,
    },
    "POST /organizations/{organization}/jobs/{job}/replay/": {
      id: "replayJob",
      summary: "Replay a job that was set aside, or try now what one that waits is waiting for",
      scopes: ORG_WRITE,
      refusals: { 409: "The job is done, or an attempt is under way." },
      isAddition: true,
    },
    "DELETE /organizations/{organization}/jobs/{job}/": {
      id: "dismissJob",
      summary: "Dismiss a job that was set aside: it can never succeed, or need not",
      scopes: ORG_WRITE,
      refusals: { 409: "The job is not set aside." },
      isAddition: true,
    },
    "POST /organizations/{organization}/jobs/replay/": {
      id: "replayJobs",
      summary: "Replay all jobs that were set aside",
      scopes: ORG_WRITE,
      isAddition: true,
    },
  },
};
