import type { Database } from "../db/database.ts";
import { countNewUsers } from "../issues/issue-store.ts";
import { DERIVED_KEYS } from "./event-tags.ts";
import {
  addSeenKeys,
  addSeenTags,
  listIssuesWithManyKeys,
  listKeysWithManyValues,
  listKeys,
  listKnownValues,
  type SeenKey,
  type TagKey,
} from "./seen-tag-store.ts";
import { type SeenTag, tallyTags, type TaggedEvent } from "./tally-tags.ts";

/*
 * What an issue is tagged with is bounded, so that no application that puts a number of its own into
 * each event fills the disk. What is known by then is still counted, and so are the keys that every
 * application has, which tell what an issue is.
 */
const MOST_KEYS = 200;
const MOST_VALUES = 1_000;
/** Values of `user`, which tell how many people an issue hit. */
const MOST_USERS = 100_000;

/** Rows of one statement. */
const AT_ONCE = 64;

/** Counts the tags of events that were stored, in few statements for many events. */
export async function recordTags(trx: Database, events: TaggedEvent[]): Promise<void> {
  const kept = await withinBounds(trx, tallyTags(events));
  const fresh: TagKey[] = [];
  for (const some of inParts(kept)) fresh.push(...(await addSeenTags(trx, some)));
  const keys = tallyKeys(kept, fresh);
  for (const some of inParts(keys)) await addSeenKeys(trx, some);
  for (const { issueId, key, valuesSeen } of keys) {
    if (key === "user" && valuesSeen > 0) await countNewUsers(trx, issueId, valuesSeen);
  }
}

/** Leaves out new keys of issues that have many, and new values of keys that have many. */
async function withinBounds(trx: Database, tags: SeenTag[]): Promise<SeenTag[]> {
  const issueIds = [...new Set(tags.map((tag) => tag.issueId))];
  if (issueIds.length === 0) return [];
  let kept = tags;
  for (const issueId of await listIssuesWithManyKeys(trx, issueIds, MOST_KEYS)) {
    const known = DERIVED_KEYS.union(new Set(await listKeys(trx, issueId)));
    kept = kept.filter((tag) => tag.issueId !== issueId || known.has(tag.key));
  }
  for (const full of await listKeysWithManyValues(trx, issueIds, MOST_VALUES)) {
    if (full.key === "user" && full.valuesSeen < MOST_USERS) continue;
    const isMeant = (tag: SeenTag) => tag.issueId === full.issueId && tag.key === full.key;
    const values = kept.filter(isMeant).map((tag) => tag.value);
    if (values.length === 0) continue;
    const known = new Set(await listKnownValues(trx, full, values));
    kept = kept.filter((tag) => !isMeant(tag) || known.has(tag.value));
  }
  return kept;
}

/** Adds up the tags of each key. @param fresh of those the ones that were not there */
function tallyKeys(tags: SeenTag[], fresh: TagKey[]): SeenKey[] {
  const tally = new Map<string, SeenKey>();
  const seenOf = ({ issueId, key }: TagKey) => {
    const name = `${issueId} ${key}`;
    const seen = tally.get(name) ?? { issueId, key, valuesSeen: 0, timesSeen: 0 };
    tally.set(name, seen);
    return seen;
  };
  for (const tag of tags) seenOf(tag).timesSeen += tag.timesSeen;
  for (const key of fresh) seenOf(key).valuesSeen += 1;
  return [...tally.values()];
}

function inParts<T>(rows: T[]): T[][] {
  const count = Math.ceil(rows.length / AT_ONCE);
  return Array.from({ length: count }, (_, n) => rows.slice(n * AT_ONCE, (n + 1) * AT_ONCE));
}
