import {
  disconnectUpstream,
  type DisconnectUpstreamDeps,
} from "../../upstream/connect/disconnect-upstream.ts";
import type { Api } from "../api.ts";
import { getActor } from "../authenticate.ts";
import { getUpstreamFor, upstreamParams } from "./get-upstream-for.ts";

/** `DELETE /api/0/organizations/{organization}/upstream/` (ours): 204. */
export function deleteUpstream(app: Api, deps: DisconnectUpstreamDeps): void {
  app.delete(
    "/api/0/organizations/:organization/upstream/",
    { schema: { params: upstreamParams } },
    async (request, reply) => {
      const upstream = await getUpstreamFor(deps.db, request, request.params);
      await disconnectUpstream(deps, upstream, getActor(request));
      const { organizationId, baseUrl: url } = upstream;
      request.log.info({ organizationId, url }, "upstream disconnected");
      return reply.status(204).send();
    },
  );
}
