import type { RelayedIssue } from "../../upstream/issues/relayed-issue-store.ts";
import type { RelayedRelease } from "../../upstream/releases/relayed-release-store.ts";
import type {
  RelayedIssueAnswer,
  RelayedReleaseAnswer,
} from "@sentry-bitbucket-server/api-contract/upstream";
import type { ListOrder } from "../page.ts";
import { toSentryDate } from "../to-sentry-date.ts";

/** The order of a list of relayed releases: as they were made. */
export const byReleaseId: ListOrder<{ releaseId: number }> = {
  placeOf: ({ releaseId }) => ({ key: releaseId, id: releaseId }),
  kinds: { key: "number", id: "number" },
};

export function toRelayedReleaseAnswer(relayed: RelayedRelease): RelayedReleaseAnswer {
  const { version, origin, state, reason, notes, attempts, commitCount } = relayed;
  return {
    version,
    origin,
    state,
    reason,
    notes,
    attempts,
    commitCount,
    dateSent: toSentryDate(relayed.sentAt),
    dateUpdated: toSentryDate(relayed.updatedAt),
  };
}

export function toRelayedIssueAnswer(relayed: RelayedIssue): RelayedIssueAnswer {
  const { id, issue, sha, repository, state, reason, attempts, answer } = relayed;
  return {
    id: String(id),
    issue,
    commit: sha,
    repository,
    state,
    reason,
    attempts,
    answer,
    dateSent: toSentryDate(relayed.sentAt),
    dateUpdated: toSentryDate(relayed.updatedAt),
  };
}
