import { randomBytes } from "node:crypto";

/** A user's token as Sentry makes them: `sntryu_` and 64 hex digits. */
export function mintUserToken(): string {
  return `sntryu_${randomBytes(32).toString("hex")}`;
}

/**
 * An organization's token, which says itself where it belongs: sentry-cli needs neither URL nor
 * organization besides. sentry-cli understands it only in exactly this form: padded base64 of the JSON, then
 * 32 random bytes in base64 without padding.
 * https://github.com/getsentry/rfcs/blob/main/text/0091-ci-upload-tokens.md
 * @param origin root URL of this service, as its callers reach it
 * @param organization its slug
 */
export function mintOrgAuthToken(origin: string, organization: string): string {
  const claims = { iat: Date.now() / 1000, url: origin, region_url: origin, org: organization };
  const payload = Buffer.from(JSON.stringify(claims)).toString("base64");
  const secret = randomBytes(32).toString("base64").replace(/=+$/, "");
  return `sntrys_${payload}_${secret}`;
}
