import type { ConnectUpstreamDeps } from "../../upstream/connect-upstream.ts";
import type { Upstreams } from "../../upstream/upstreams.ts";
import type { Api } from "../api.ts";
import { connectOrganization } from "./connect-organization.ts";
import { deleteUpstream } from "./delete-upstream.ts";
import { getUpstream } from "./get-upstream.ts";
import { recheckUpstream } from "./recheck-upstream.ts";

export interface UpstreamRoutesDeps extends ConnectUpstreamDeps {
  upstreams: Upstreams;
}

/** The Sentry that an organization relays to. */
export function upstreamRoutes(app: Api, deps: UpstreamRoutesDeps): void {
  getUpstream(app, deps);
  connectOrganization(app, deps);
  deleteUpstream(app, deps);
  recheckUpstream(app, deps);
}
