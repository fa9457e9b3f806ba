/** Some answers are made for sentry-cli alone, which can show only what it knows. */
export function isSentryCli(userAgent: string | undefined): boolean {
  return userAgent?.startsWith("sentry-cli/") ?? false;
}
