/** https://develop.sentry.dev/sdk/data-model/event-payloads/#required-attributes */
const PLATFORMS = new Set([
  "as3",
  "c",
  "cfml",
  "cocoa",
  "csharp",
  "elixir",
  "go",
  "groovy",
  "haskell",
  "java",
  "javascript",
  "native",
  "node",
  "objc",
  "other",
  "perl",
  "php",
  "powershell",
  "python",
  "ruby",
]);

/** The language that an SDK names; `other` for one that Sentry does not list, as there. */
export function parsePlatform(text: string | undefined): string {
  return text !== undefined && PLATFORMS.has(text) ? text : "other";
}
