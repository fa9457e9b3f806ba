/** What changes from one occurrence to the next, and the word that takes its place; the longer forms first. */
const VARIABLES: [pattern: RegExp, placeholder: string][] = [
  [/\bhttps?:\/\/[^\s"'<>()]+/gi, "<url>"],
  [/\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}\b/g, "<email>"],
  [/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi, "<uuid>"],
  [/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?\b/g, "<date>"],
  [/\b\d\d:\d\d:\d\d(?:[.,]\d+)?\b/g, "<time>"],
  [/\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?\b/g, "<ip>"],
  [/\b0x[0-9a-f]+\b/gi, "<hex>"],
  // A sha or an id in hex: with a digit and a letter, or words such as "defaced" would go too.
  [/\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,128}\b/gi, "<hex>"],
  [/-?\b\d+(?:[.,]\d+)*/g, "<number>"],
];

/** Puts placeholders for numbers, ids, dates and addresses, so that texts which differ in nothing else are equal. */
export function foldVariables(text: string): string {
  return VARIABLES.reduce(
    (folded, [pattern, placeholder]) => folded.replaceAll(pattern, placeholder),
    text,
  );
}
