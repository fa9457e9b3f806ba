import { z } from "zod";
import {
  deliveryAnswer,
  deliveryDetailAnswer,
} from "@sentry-bitbucket-server/api-contract/delivery";
import { doctorAnswer } from "@sentry-bitbucket-server/api-contract/doctor";
import {
  jobAnswer,
  jobDetailAnswer,
  jobStatsAnswer,
  replayedJobsAnswer,
} from "@sentry-bitbucket-server/api-contract/job";
import { laneAnswer } from "@sentry-bitbucket-server/api-contract/lane";
import { refusedDeliveryAnswer } from "@sentry-bitbucket-server/api-contract/refused-delivery";
import { type Answers, nothing } from "./answers-by-status.ts";

/** Of deliveries, and the jobs behind them. */
export const deliveryAnswers: Record<string, Answers> = {
  listDeliveries: { 200: z.array(deliveryAnswer) },
  listRefusedDeliveries: { 200: z.array(refusedDeliveryAnswer) },
  getDelivery: { 200: deliveryDetailAnswer },
  replayDelivery: { 200: deliveryAnswer },

  listJobs: { 200: z.array(jobAnswer) },
  listLanes: { 200: z.array(laneAnswer) },
  getJobStats: { 200: jobStatsAnswer },
  getJob: { 200: jobDetailAnswer },
  replayJob: { 200: jobAnswer },
  dismissJob: { 204: nothing },
  replayJobs: { 200: replayedJobsAnswer },
  getDoctor: { 200: doctorAnswer },
};
