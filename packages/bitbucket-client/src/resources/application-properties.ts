import { z } from "zod";
import { optionalText } from "../http/optional-text.ts";
import type { RestApi } from "../http/rest-api.ts";
import type { ApplicationProperties } from "../types.ts";

const applicationPropertiesSchema: z.ZodType<ApplicationProperties> = z.object({
  version: z.string(),
  buildNumber: optionalText,
  displayName: optionalText,
});

export function getApplicationProperties(api: RestApi): Promise<ApplicationProperties> {
  return api.get(api.path.applicationProperties(), applicationPropertiesSchema);
}
