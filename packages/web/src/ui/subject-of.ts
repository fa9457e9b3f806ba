/** The first line of a commit's message, which is what lists show. */
export function subjectOf(message: string): string {
  return message.trimStart().split(/\r?\n/, 1)[0] ?? "";
}
