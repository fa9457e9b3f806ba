/**
 * What commits can be found by among a million: the first digits of a sha, or the e-mail address of an
 * author; the service has the same rule.
 * @returns undefined when the text is neither, or not yet
 */
export function parseCommitSearch(text: string): string | undefined {
  const trimmed = text.trim();
  const isFound = /^[0-9a-f]{4,40}$/i.test(trimmed) || /^[^@\s]+@[^@\s]+$/.test(trimmed);
  return isFound ? trimmed : undefined;
}
