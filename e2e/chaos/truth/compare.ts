import type { Expectation, Fact, Topic } from "./fact.ts";

/** One thing in which the database is not as git and the story have it. */
export interface Difference {
  kind: "lost" | "doubled" | "wrong";
  topic: Topic;
  /** What is different, in words. */
  words: string;
}

/** Compares what is recorded with what is to be there. */
export function compare(expected: readonly Expectation[], recorded: readonly Fact[]): Difference[] {
  const bySubject = Map.groupBy(recorded, keyOf);
  const missing = expected
    .filter((one) => !one.isOptional && !bySubject.has(keyOf(one)))
    .map((one) => difference("lost", one, `is not recorded; it is ${sayAny(one.values)}`));
  const expectations = new Map(expected.map((one) => [keyOf(one), one]));
  const others = [...bySubject].flatMap(([key, facts]) => judge(expectations.get(key), facts));
  return [...missing, ...others];
}

const keyOf = ({ topic, subject }: Pick<Fact, "topic" | "subject">) => `${topic}\n${subject}`;

function judge(expected: Expectation | undefined, facts: readonly Fact[]): Difference[] {
  const [first] = facts;
  if (!first) return [];
  if (!expected) return [difference("wrong", first, `should not be there: ${say(first.value)}`)];
  const wrong = facts
    .filter(({ value }) => !expected.values.includes(value))
    .map((fact) =>
      difference("wrong", fact, `is ${say(fact.value)} instead of ${sayAny(expected.values)}`),
    );
  if (facts.length === 1) return wrong;
  return [...wrong, difference("doubled", first, `is there ${facts.length} times`)];
}

function difference(
  kind: Difference["kind"],
  { topic, subject }: Pick<Fact, "topic" | "subject">,
  words: string,
): Difference {
  return { kind, topic, words: `${topic} ${subject} ${words}` };
}

const say = (value: string) => (value === "" ? "there" : value);

const sayAny = (values: readonly string[]) => values.map(say).join(" or ");

/** `lost 0, doubled 0, wrong 0` */
export function countDifferences(differences: readonly Difference[]): string {
  const count = (kind: Difference["kind"]) =>
    differences.filter((difference) => difference.kind === kind).length;
  return `lost ${count("lost")}, doubled ${count("doubled")}, wrong ${count("wrong")}`;
}
