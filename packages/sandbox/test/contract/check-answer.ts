import { AllowList } from "./allow-list.ts";
import { documentDeviations } from "./deviations.ts";
import { findOracles } from "./oracles.ts";
import { type CheckedAnswer, PublishedDocument } from "./published-document.ts";

const [oracles] = findOracles("the published document");
const document = oracles && new PublishedDocument(oracles);
const allowances = new AllowList(documentDeviations);

/**
 * Holds an answer under `/rest/api` or `/rest/access-tokens` against the published document; others, and
 * all where there are no oracles, pass unchecked.
 * @throws Error that says what the answer does otherwise
 */
export function checkAnswer(answer: CheckedAnswer): void {
  if (!document || !/^\/rest\/(api|access-tokens)\//.test(answer.path)) return;
  const { where, differences } = document.check(answer);
  const violations = allowances.refuse(where, differences);
  if (violations.length > 0)
    throw new Error(`${where} differs from the published document: ${violations.join("; ")}`);
}
