/** Whether text is kept as it is: PostgreSQL refuses NUL, and UTF-8 has no halves of surrogate pairs. */
export function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}
