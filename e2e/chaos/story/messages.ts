import type { Random } from "./random.ts";
import type { StoryIssue } from "./story.ts";

/** What names an issue, and what only looks so: known without asking the code that is tried. */
const NAMING: ((id: string) => string)[] = [
  (id) => `Fixes ${id}`,
  (id) => `fixes: ${id}`,
  (id) => `Closes #${id} for good`,
  (id) => `This resolves ${id}.`,
  (id) => `Fixed ${id.toLowerCase()}`,
  (id) => `Nothing on this line.\nResolves (${id})`,
];

const ONLY_MENTIONING: ((id: string) => string)[] = [
  (id) => `See ${id}`,
  (id) => `Does not fix ${id}`,
  (id) => `prefixes ${id}`,
  (id) => `${id} is fixed`,
  (id) => `Fixes\n${id}`,
  () => "Fixes P1-ZZZZ",
  () => "Fixes NOBODY-1",
];

/** The service is to take no notice of a commit with this. */
export const SKIP_MARK = "#skipsentry";

export interface PlannedMessage {
  text: string;
  /** Keys of issues. */
  names: string[];
}

/** A commit message that names an issue or two, only seems to, or does not. */
export function planMessage(
  random: Random,
  subject: string,
  nextIssue: () => StoryIssue,
): PlannedMessage {
  const kind = random.next();
  if (kind < 0.1) {
    const { key, shortId } = nextIssue();
    return { text: `${subject}\n\n${random.pick(NAMING)(shortId)}`, names: [key] };
  }
  if (kind < 0.13) {
    const [one, two] = [nextIssue(), nextIssue()];
    const text = `${subject}\n\nFixes ${one.shortId} and ${two.shortId}`;
    return { text, names: [...new Set([one.key, two.key])] };
  }
  if (kind < 0.17) {
    return {
      text: `${subject}\n\n${random.pick(ONLY_MENTIONING)(nextIssue().shortId)}`,
      names: [],
    };
  }
  if (kind < 0.18) {
    return { text: `${subject} ${SKIP_MARK}\n\nFixes ${nextIssue().shortId}`, names: [] };
  }
  return { text: kind < 0.4 ? `${subject}\n\nWith a body: ä, 漢字 and 🎉.` : subject, names: [] };
}
