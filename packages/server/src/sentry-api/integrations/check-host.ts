import type { HostCheckAnswer } from "@sentry-bitbucket-server/api-contract/install";
import type { ServerCertificate } from "@sentry-bitbucket-server/outbound";
import { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import { ApiError, notFound } from "../api-error.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { toSentryDate } from "../to-sentry-date.ts";

/**
 * `POST /api/0/organizations/{organization}/config/integrations/{provider}/check/` (ours): looks at a host
 * before it is installed. What is not well there is an answer; only what is wrong with the input is a 400.
 */
export function checkHost(
  app: Api,
  { db, registry }: { db: Database; registry: ProviderRegistry },
): void {
  app.post(
    "/api/0/organizations/:organization/config/integrations/:provider/check/",
    {
      schema: {
        params: z.object({ organization: z.string(), provider: z.string() }),
        body: z.looseObject({}),
      },
    },
    async (request): Promise<HostCheckAnswer> => {
      const { organization, provider: key } = request.params;
      await getOrganizationFor(db, request, organization);
      const provider = registry.find(key);
      if (!provider) throw notFound(`Unknown provider: ${key}`);
      const checked = await provider.checkHost(request.body);
      if ("fields" in checked) throw new ApiError(400, checked.fields);
      const { certificate } = checked;
      return { ...checked, certificate: certificate && toCertificateAnswer(certificate) };
    },
  );
}

function toCertificateAnswer({ validFrom, validTo, ...certificate }: ServerCertificate) {
  return { ...certificate, validFrom: toSentryDate(validFrom), validTo: toSentryDate(validTo) };
}
