import { isStorableText } from "./is-storable-text.ts";

/** Text without what databases refuse: NUL is left out, and half of a surrogate pair becomes U+FFFD. */
export function toStorableText(text: string): string {
  // Nearly every text is as it should be, and an event has hundreds.
  return isStorableText(text) ? text : text.toWellFormed().replaceAll("\0", "");
}
