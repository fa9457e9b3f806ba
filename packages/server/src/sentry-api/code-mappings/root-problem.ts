/** Why a text cannot be a root of a code mapping, as a sentence; Sentry has the same rule. */
export function rootProblem(field: string, root: string): string | undefined {
  return /[\s"']/.test(root) ? `${field} must not contain spaces or quotes.` : undefined;
}
