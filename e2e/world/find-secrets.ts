/** What a text must not hold, by a name for each. */
export type Secrets = Record<string, string>;

/**
 * Looks for secrets in texts, by a name for each as well: as they are, and as Basic credentials, URLs and
 * hex would hold them.
 * @returns which was found where: `token in the log, as base64`
 */
export function findSecrets(secrets: Secrets, places: Record<string, string>): string[] {
  const forms = Object.entries(secrets).flatMap(([name, secret]) =>
    Object.entries(formsOf(secret)).map(([form, text]) => ({ name, form, text })),
  );
  return Object.entries(places).flatMap(([place, content]) =>
    forms
      .filter(({ text }) => content.includes(text))
      .map(({ name, form }) => `${name} in the ${place}, as ${form}`),
  );
}

/** Each form that differs from the others; in base64 what stands before a secret shifts it by 0 to 2 bytes. */
function formsOf(secret: string): Record<string, string> {
  const bytes = Buffer.from(secret);
  const forms = {
    text: secret,
    "part of a URL": encodeURIComponent(secret),
    JSON: JSON.stringify(secret).slice(1, -1),
    hex: bytes.toString("hex"),
    ...Object.fromEntries(
      [0, 1, 2].map((shift) => [`base64 after ${shift}`, inBase64(bytes, shift)]),
    ),
  };
  const seen = new Set<string>();
  return Object.fromEntries(
    Object.entries(forms).filter(([, text]) => !seen.has(text) && seen.add(text)),
  );
}

/** The middle of it: at both ends the letters depend on what is beside. */
function inBase64(bytes: Buffer, shift: number): string {
  const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64");
  return text.slice(4, -4);
}
