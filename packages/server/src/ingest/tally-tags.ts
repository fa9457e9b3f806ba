import type { EventTag } from "./event-tags.ts";

/** What is to be counted of an event that was stored. */
export interface TaggedEvent {
  issueId: number;
  /** In ms since 1970. */
  occurredAt: number;
  tags: EventTag[];
}

/** How often events of an issue had a tag, and when. */
export interface SeenTag {
  issueId: number;
  key: string;
  value: string;
  timesSeen: number;
  firstSeen: number;
  lastSeen: number;
}

/** Adds up the tags of events: each tag of an issue once. */
export function tallyTags(events: TaggedEvent[]): SeenTag[] {
  const tally = new Map<string, SeenTag>();
  for (const { issueId, occurredAt, tags } of events) {
    for (const [key, value] of tags) {
      // Keys have no blanks.
      const name = `${issueId} ${key} ${value}`;
      const seen = tally.get(name);
      if (seen) {
        seen.timesSeen += 1;
        seen.firstSeen = Math.min(seen.firstSeen, occurredAt);
        seen.lastSeen = Math.max(seen.lastSeen, occurredAt);
      } else {
        const [firstSeen, lastSeen] = [occurredAt, occurredAt];
        tally.set(name, { issueId, key, value, timesSeen: 1, firstSeen, lastSeen });
      }
    }
  }
  return [...tally.values()];
}
