/** True for an absolute http or https URL, the only kind a callback may be. */
export function isAbsoluteWebUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}
