import { checkUpstream, type CheckUpstreamDeps } from "../../upstream/connect/check-upstream.ts";
import type { Api } from "../api.ts";
import { getUpstreamFor, upstreamParams } from "./get-upstream-for.ts";
import { toUpstreamAnswer } from "./to-upstream-answer.ts";

/** `POST /api/0/organizations/{organization}/upstream/check/` (ours) */
export function recheckUpstream(app: Api, deps: CheckUpstreamDeps): void {
  app.post(
    "/api/0/organizations/:organization/upstream/check/",
    { schema: { params: upstreamParams } },
    async (request) => {
      const { organizationId } = await getUpstreamFor(deps.db, request, request.params);
      return toUpstreamAnswer(await checkUpstream(deps, organizationId));
    },
  );
}
