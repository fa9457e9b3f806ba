import type { Database } from "../../db/database.ts";
import type { SecretBox } from "../../integrations/secret-box.ts";
import { checkUpstream } from "../../upstream/check-upstream.ts";
import type { Upstreams } from "../../upstream/upstreams.ts";
import type { Api } from "../api.ts";
import { getUpstreamFor, upstreamParams } from "./get-upstream-for.ts";
import { toUpstreamAnswer } from "./to-upstream-answer.ts";

/** `POST /api/0/organizations/{organization}/upstream/check/` (ours) */
export function recheckUpstream(
  app: Api,
  deps: { db: Database; secretBox: SecretBox; upstreams: Upstreams },
): void {
  app.post(
    "/api/0/organizations/:organization/upstream/check/",
    { schema: { params: upstreamParams } },
    async (request) => {
      const { organizationId } = await getUpstreamFor(deps.db, request, request.params);
      return toUpstreamAnswer(await checkUpstream(deps, organizationId));
    },
  );
}
