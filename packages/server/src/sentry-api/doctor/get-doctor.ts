import { z } from "zod";
import { examine, type ExamineDeps } from "../../doctor/examine.ts";
import { worstLevel } from "../../doctor/finding.ts";
import type { DoctorAnswer } from "@sentry-bitbucket-server/api-contract/doctor";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";

const params = z.object({ organization: z.string() });

/** `GET /api/0/organizations/{organization}/doctor/` (ours): what is not well, and what to do. */
export function getDoctor(app: Api, deps: ExamineDeps): void {
  app.get(
    "/api/0/organizations/:organization/doctor/",
    { schema: { params } },
    async (request): Promise<DoctorAnswer> => {
      const organization = await getOrganizationFor(deps.db, request, request.params.organization);
      const findings = await examine(deps, [organization]);
      return { level: worstLevel(findings), findings };
    },
  );
}
