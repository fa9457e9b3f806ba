import { z } from "zod";

/** What an organization's token says of itself. */
export interface OrganizationToken {
  /** Slug of the organization that it is for. */
  organization: string;
  /** Of the Sentry that made it. */
  url: string | undefined;
  regionUrl: string | undefined;
}

const PREFIX = "sntrys_";

const payloadSchema = z.object({
  org: z.string(),
  url: z.string().nullish(),
  region_url: z.string().nullish(),
});

/**
 * Reads `sntrys_<base64 JSON>_<secret>`. What it says is not proven by anything.
 * @returns undefined for any other token
 */
export function readOrganizationToken(token: string): OrganizationToken | undefined {
  if (!token.startsWith(PREFIX)) return undefined;
  const [payload = ""] = token.slice(PREFIX.length).split("_", 1);
  const { success, data } = payloadSchema.safeParse(parseJson(payload));
  if (!success) return undefined;
  return {
    organization: data.org,
    url: data.url ?? undefined,
    regionUrl: data.region_url ?? undefined,
  };
}

function parseJson(base64: string): unknown {
  try {
    return JSON.parse(Buffer.from(base64, "base64").toString("utf8"));
  } catch {
    return undefined;
  }
}
