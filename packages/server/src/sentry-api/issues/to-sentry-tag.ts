import type { TagKeyCount, TagValueCount } from "../../issues/tag-count-store.ts";
import type { TagKeyAnswer, TagValueAnswer } from "@sentry-bitbucket-server/api-contract/tag";
import { toSentryDate } from "../to-sentry-date.ts";

/** What Sentry calls keys whose name would not do. */
const LABELS = new Map([
  ["dist", "Distribution"],
  ["os", "OS"],
  ["os.name", "OS Name"],
  ["url", "URL"],
  ["server_name", "Server"],
]);

/** A key with its values that most events have. */
export function toSentryTag(count: TagKeyCount, topValues: TagValueCount[]): TagKeyAnswer {
  return {
    ...toSentryTagKey(count),
    topValues: topValues.map((value) => toSentryTagValue(count.key, value)),
  };
}

export function toSentryTagKey({ key, uniqueValues, totalValues }: TagKeyCount) {
  return { key, name: LABELS.get(key) ?? toLabel(key), uniqueValues, totalValues };
}

export function toSentryTagValue(key: string, count: TagValueCount): TagValueAnswer {
  const { value, timesSeen, firstSeen, lastSeen } = count;
  return {
    key,
    // Of users, what names them and not how.
    name: key === "user" ? value.replace(/^\w+:/, "") : value,
    value,
    count: timesSeen,
    firstSeen: toSentryDate(firstSeen),
    lastSeen: toSentryDate(lastSeen),
  };
}

/** `server_name` → `Server Name`. */
function toLabel(key: string): string {
  return key.replaceAll("_", " ").replace(/(?<=^|[ .])[a-z]/g, (letter) => letter.toUpperCase());
}
