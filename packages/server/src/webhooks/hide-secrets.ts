/** Stands where something secret was. */
const HIDDEN = "hidden";

const SECRET_HEADERS = new Set([
  "authorization",
  "cookie",
  "proxy-authorization",
  "x-hub-signature",
  "x-hub-signature-256",
]);

/** A header is told by its name alone when its value lets somebody in. */
export function hideSecretHeader(name: string, value: string): string {
  return SECRET_HEADERS.has(name.toLowerCase()) ? HIDDEN : value;
}

/** Fields of JSON that hold what lets somebody in, by the end of their names. */
const FIELDS =
  /("[\w.-]*(?:password|secret|token|authorization|signature|cookie|private_?key|api_?key|credentials)"\s*:\s*)"(?:[^"\\]|\\.)*"?/gi;
/** `https://user:password@host` */
const USER_INFO = /(\bhttps?:\/\/)[^\s/@":]*:[^\s/@"]*@/gi;
/** Tokens of Sentry, of this service and of Bitbucket, whatever field they stand in. */
const TOKENS = /\b(?:sntry[su]_[\w+/=-]+|BBDC-[\w+/=-]{20,}|Bearer\s+[\w.+/=-]{16,})/g;

/** Ours are longer; a shorter one stands in many a word that is none. */
const SHORTEST_SECRET = 8;

/**
 * A text that somebody sent, without what would let a reader in.
 * @param known secrets of ours, wherever they stand
 */
export function hideSecrets(text: string, known: string[] = []): string {
  const hidden = known
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text);
  return hidden
    .replace(FIELDS, `$1"${HIDDEN}"`)
    .replace(USER_INFO, `$1${HIDDEN}@`)
    .replace(TOKENS, HIDDEN);
}
