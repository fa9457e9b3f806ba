import type { ConnectUpstreamDeps } from "../../upstream/connect/connect-upstream.ts";
import type { RelayConnections } from "../../upstream/pass-through/relay-connections.ts";
import type { Upstreams } from "../../upstream/upstreams.ts";
import type { Api } from "../api.ts";
import { connectOrganization } from "./connect-organization.ts";
import { deleteUpstream } from "./delete-upstream.ts";
import { getCompletionRules } from "./get-completion-rules.ts";
import { getUpstream } from "./get-upstream.ts";
import { listUpstreamIssues } from "./list-relayed-issues.ts";
import { listUpstreamReleases } from "./list-relayed-releases.ts";
import { pauseConnectedUpstream } from "./pause-upstream.ts";
import { previewCompletionRules } from "./preview-completion-rules.ts";
import { recheckUpstream } from "./recheck-upstream.ts";
import { replayUpstreamIssue } from "./replay-issue.ts";
import { replayUpstreamRelease } from "./replay-release.ts";
import { updateCompletionRules } from "./update-completion-rules.ts";

export interface UpstreamRoutesDeps extends ConnectUpstreamDeps {
  upstreams: Upstreams;
  relayConnections: RelayConnections;
}

/** The Sentry that an organization relays to. */
export function upstreamRoutes(app: Api, deps: UpstreamRoutesDeps): void {
  getUpstream(app, deps);
  connectOrganization(app, deps);
  deleteUpstream(app, deps);
  recheckUpstream(app, deps);
  pauseConnectedUpstream(app, deps);
  listUpstreamReleases(app, deps);
  replayUpstreamRelease(app, deps);
  listUpstreamIssues(app, deps);
  replayUpstreamIssue(app, deps);
  getCompletionRules(app, deps);
  updateCompletionRules(app, deps);
  previewCompletionRules(app, deps);
}
