/** `[401 com.atlassian.…] (GET https://…).`, or `(GET https://…: 401)` of Sentry: what was asked, and the answer. */
const TAIL =
  /\s*((?:\[[^\][]*\] ?)?\((?:GET|HEAD|POST|PUT|DELETE) https?:\/\/\S+?(?:: \d{3})?\))\.?(?=\s|$)/g;

/** Parts what the service says of a host's failure into the sentence for a person and what is for who looks closer. */
export function splitTail(text: string): { sentence: string; tail: string } {
  const tails = Array.from(text.matchAll(TAIL), ([, tail = ""]) => tail);
  return { sentence: text.replace(TAIL, ""), tail: tails.join("\n") };
}
