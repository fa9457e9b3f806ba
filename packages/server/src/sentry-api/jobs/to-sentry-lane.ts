import type { LaneAnswer } from "@sentry-bitbucket-server/api-contract/lane";
import type { ListedLane } from "../../jobs/lane-list-store.ts";
import { toSentryDate } from "../to-sentry-date.ts";
import { readLaneName } from "./read-lane-name.ts";

/** For lanes that are for nothing with a name of its own. */
const TITLES: Partial<Record<LaneAnswer["purpose"], string>> = {
  organization: "This organization",
  upstream: "Upstream Sentry",
};

/** @param subject the name of what the lane is for */
export function toSentryLane(lane: ListedLane, subject: string | undefined): LaneAnswer {
  const { name, integrationId, isRunning, depth, oldest } = lane;
  const { purpose, subjectId } = readLaneName(name);
  return {
    name,
    purpose,
    title: subject ?? TITLES[purpose] ?? name,
    subjectId: subjectId === null ? null : String(subjectId),
    integrationId: integrationId === null ? null : String(integrationId),
    isRunning,
    depth,
    dateOldest: toSentryDate(oldest.createdAt),
    dateNextAttempt: isRunning ? null : toSentryDate(lane.nextRunAt),
    oldestJob: {
      id: String(oldest.id),
      kind: oldest.kind,
      attempts: oldest.attempts,
      lastError: oldest.lastError,
    },
  };
}
