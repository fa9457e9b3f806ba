import type { FastifyReply, FastifyRequest } from "fastify";
import { findUpstreamOfCall } from "../../upstream/pass-through/find-upstream-of-call.ts";
import { passOn } from "../../upstream/pass-through/pass-on.ts";
import type { RelayedCall, Upstream } from "../../upstream/types.ts";
import { UpstreamError } from "../../upstream/client/upstream-error.ts";
import type { Api } from "../api.ts";
import { ApiError } from "../api-error.ts";
import { BodyBudget } from "../bodies/body-budget.ts";
import { pathOf } from "../unknown-route.ts";
import { relayDeletion } from "./relay-deletion.ts";
import {
  RELEASE_BODY_LIMITS,
  relayReleaseCall,
  type RelayReleaseDeps,
} from "./relay-release-call.ts";
import { relayRepositories, type RelayRepositoriesDeps } from "./relay-repositories.ts";
import { toSpecialCall } from "./special-call.ts";

export interface RelayCallsDeps extends RelayRepositoriesDeps, Omit<RelayReleaseDeps, "bodies"> {
  publicUrl: string;
  /** Told of each call once it is over. */
  onRelayed: (call: RelayedCall) => void;
}

/**
 * Has calls that are for an upstream answered by it: also at addresses that we have not, or answer otherwise. Some
 * are not passed on as they are: the list of repositories, and those that make, change or delete a release.
 * To be called before routes are added.
 */
export function relayCalls(app: Api, deps: RelayCallsDeps): void {
  const bodies = new BodyBudget(RELEASE_BODY_LIMITS);
  app.addHook("onRequest", async (request, reply) => {
    const path = pathOf(request.raw.url ?? "");
    const token = path.startsWith("/api/0/") ? bearerToken(request) : undefined;
    if (token === undefined) return;
    const upstream = await findUpstreamOfCall(deps.db, { path, token }, deps.publicUrl);
    if (!upstream) return;
    refuseDetours(path);
    observe(reply, upstream, deps.onRelayed);
    // A compressed body is not read: sentry-cli compresses uploads alone.
    const isPlain = request.headers["content-encoding"] === undefined;
    switch (isPlain ? toSpecialCall(request.method, path) : undefined) {
      case "repositories":
        return begin(() => relayRepositories(deps, upstream, request, reply));
      case "release":
        return begin(() => relayReleaseCall({ ...deps, bodies }, upstream, request, reply));
      case "deletion":
        return begin(() => relayDeletion(deps, upstream, request, reply));
      case undefined:
        request.mayTakeLong = true;
        return relay(deps, upstream, request, reply);
    }
  });
}

/** A call that was cut off before an answer began has no status. */
function observe(
  { raw }: FastifyReply,
  { organizationId }: Upstream,
  onRelayed: RelayCallsDeps["onRelayed"],
): void {
  const started = performance.now();
  raw.once("close", () => {
    const status = raw.headersSent ? raw.statusCode : undefined;
    onRelayed({ organizationId, status, durationMs: performance.now() - started });
  });
}

/** Segments that are taken away on the way: the organization that was looked up would not be the one that is asked. */
const DETOUR = /\\|(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i;

function refuseDetours(path: string): void {
  if (DETOUR.test(path)) throw new ApiError(400, "The path leads out of the API.");
}

function bearerToken({ headers }: FastifyRequest): string | undefined {
  return /^bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1];
}

async function relay(
  { relayConnections }: Pick<RelayCallsDeps, "relayConnections">,
  upstream: Upstream,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const caller = { request: request.raw, response: reply.raw };
  const answer = await begin(() => passOn(relayConnections.get(upstream), upstream, caller));
  reply.hijack();
  try {
    await answer.send();
  } catch (error) {
    // Whoever has left: the other end is told by the end of its connection.
    request.log.debug({ err: error }, "a relayed call was cut off");
    reply.raw.destroy();
  }
}

/** 502 is what sentry-cli comes back for. */
async function begin<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    throw new ApiError(error.code === "upstream_bad_request" ? 400 : 502, error.message);
  }
}
