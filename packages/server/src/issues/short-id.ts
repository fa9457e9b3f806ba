/** What people call an issue: `SHOP-1A` is issue number 42 of the project `shop`. */
export interface ShortId {
  /** Lower case, as project slugs are. */
  projectSlug: string;
  /** The number within its project, from 1. */
  counter: number;
}

/** Crockford base 32: no I, L, O and U, which are misread or misspelt. https://www.crockford.com/base32.html */
const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const READ_AS: Readonly<Record<string, string>> = { O: "0", I: "1", L: "1" };
const SHORT_ID = /^([a-z0-9_][a-z0-9_-]*)-([a-z0-9]+)$/i;

/** `("shop", 42)` → `SHOP-1A`. */
export function formatShortId(projectSlug: string, counter: number): string {
  let digits = "";
  for (let rest = counter; rest > 0; rest = Math.floor(rest / 32)) {
    digits = DIGITS.charAt(rest % 32) + digits;
  }
  return `${projectSlug.toUpperCase()}-${digits}`;
}

/**
 * Reads a short id in any case, with O for 0 and I or L for 1. The number follows the last dash, since a
 * slug may have dashes too. Undefined when `text` is no short id, or its number is 0 or no safe integer.
 */
export function parseShortId(text: string): ShortId | undefined {
  const [, slug, tail] = SHORT_ID.exec(text) ?? [];
  if (slug === undefined || tail === undefined) return undefined;
  const counter = parseCounter(tail);
  return counter === undefined ? undefined : { projectSlug: slug.toLowerCase(), counter };
}

function parseCounter(tail: string): number | undefined {
  let counter = 0;
  for (const character of tail.toUpperCase()) {
    const digit = DIGITS.indexOf(READ_AS[character] ?? character);
    counter = counter * 32 + digit;
    if (digit < 0 || counter > Number.MAX_SAFE_INTEGER) return undefined;
  }
  return counter === 0 ? undefined : counter;
}
