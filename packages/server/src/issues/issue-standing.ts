import type { Database } from "../db/database.ts";
import { listMarks } from "./issue-mark-store.ts";
import { listResolutions, type Resolution } from "./resolution-store.ts";
import { type KeptSnooze, listSnoozes } from "./snooze-store.ts";

/** How an issue stands beside what its row says, for the one who asks. */
export interface IssueStanding {
  /** In what it was resolved. */
  resolution: Resolution | undefined;
  /** Until when it is ignored. */
  snooze: KeptSnooze | undefined;
  hasSeen: boolean;
  isBookmarked: boolean;
}

/**
 * How each of these issues stands; at most 1,000.
 * @param userId who asks; undefined: no person
 */
export async function listStandings(
  db: Database,
  issueIds: number[],
  userId: number | undefined,
): Promise<(issueId: number) => IssueStanding> {
  const resolutions = await listResolutions(db, issueIds);
  const snoozes = new Map((await listSnoozes(db, issueIds)).map((row) => [row.issueId, row]));
  const marks = userId === undefined ? [] : await listMarks(db, userId, issueIds);
  const marked = new Set(marks.map(({ issueId, kind }) => `${kind} ${issueId}`));
  return (issueId) => ({
    resolution: resolutions.get(issueId),
    snooze: snoozes.get(issueId),
    hasSeen: marked.has(`seen ${issueId}`),
    isBookmarked: marked.has(`bookmark ${issueId}`),
  });
}
