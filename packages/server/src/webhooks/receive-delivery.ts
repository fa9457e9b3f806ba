import type { FastifyRequest } from "fastify";
import type { Database } from "../db/database.ts";
import { GroupCommit } from "../db/group-commit.ts";
import { dropOldHookSecret } from "../integrations/hook-secret-store.ts";
import type { ProviderRegistry } from "../integrations/registry.ts";
import { markHooksSeen } from "../integrations/hook-store.ts";
import type { SecretBox } from "../integrations/secret-box.ts";
import type { Enqueue } from "../jobs/types.ts";
import type { Api } from "../sentry-api/api.ts";
import type { BodyLimits } from "../sentry-api/bodies/body-budget.ts";
import { receiveBodies } from "../sentry-api/bodies/receive-bodies.ts";
import { authenticateDelivery, noRepository, PING, requireHook } from "./authenticate-delivery.ts";
import { classifyDelivery } from "./classify-delivery.ts";
import { DeliveryRefusal } from "./delivery-refusal.ts";
import { Doubts } from "./doubts.ts";
import { getHeader } from "./get-header.ts";
import { hideSecretHeader } from "./hide-secrets.ts";
import { type HookAddress, hookParams, hookQuerystring, readHookAddress } from "./hook-address.ts";
import { keepRefused } from "./keep-refused.ts";
import { KnownHooks } from "./known-hooks.ts";
import { reportDeliveries, type ReportDeliveriesDeps, type Taken } from "./report-deliveries.ts";
import { type OwnedDelivery, type Stored, storeDeliveries } from "./store-delivery.ts";

const BODY_LIMIT = 10 * 1024 * 1024;
/** Bitbucket itself waits about ten seconds for an answer. */
const LIMITS: BodyLimits = {
  requests: 1_000,
  bytes: 256 * 1024 * 1024,
  incoming: 500,
  receiveMs: 15_000,
};
/** Kept with a delivery: others may carry credentials. Of what is known to, that it was there is kept. */
const KEPT_HEADERS = [
  "host",
  "x-event-key",
  "x-request-id",
  "x-hub-signature",
  "authorization",
  "cookie",
  "user-agent",
  "content-type",
  "content-length",
  "x-forwarded-for",
];

export interface ReceiveDeliveryDeps extends ReportDeliveriesDeps {
  db: Database;
  registry: ProviderRegistry;
  secretBox: SecretBox;
  enqueue: Enqueue;
}

/** With what all requests share. */
interface Intake extends ReceiveDeliveryDeps {
  knownHooks: KnownHooks;
  doubts: Doubts;
  store: (delivery: OwnedDelivery) => Promise<Stored>;
}

/**
 * Takes webhook requests: raw bytes in, verified before they are parsed, stored, and only then
 * answered with 2xx. All other work is a job.
 */
export async function receiveDelivery(
  app: Api,
  deps: ReceiveDeliveryDeps,
  limits = LIMITS,
): Promise<void> {
  const knownHooks = new KnownHooks(deps);
  const doubts = new Doubts(deps.db);
  const intake = { ...deps, knownHooks, doubts, store: storeInGroups(deps) };
  await app.register(async (scope: Api) => {
    const events = deps.registry.list().flatMap((provider) => provider.events);
    reportDeliveries(scope, { ...deps, events });
    keepRefused(scope, { ...deps, events });
    receiveBodies(scope, BODY_LIMIT, limits);
    scope.post(
      "/extensions/bitbucket-server/organizations/:organizationId/webhook/:integrationId/",
      {
        schema: { params: hookParams, querystring: hookQuerystring },
        onRequest: requireKnownHook(intake.knownHooks),
      },
      async (request, reply) => {
        const hook = { ...request.params, repositoryId: request.query.repository };
        request.taken = await receive(intake, hook, request);
        return reply.status(request.taken === "stored" ? 202 : 204).send();
      },
    );
  });
}

/** Refuses what no webhook of ours sends before a byte of its body is read. */
function requireKnownHook(knownHooks: KnownHooks) {
  return async (request: FastifyRequest): Promise<void> => {
    await requireHook(knownHooks, readHookAddress(request));
  };
}

/** Deliveries that come together are committed together. */
function storeInGroups({ db, enqueue }: ReceiveDeliveryDeps): Intake["store"] {
  const commits = new GroupCommit(db, (trx, deliveries: OwnedDelivery[]) =>
    storeDeliveries(trx, enqueue, deliveries),
  );
  return (delivery) => commits.run(delivery);
}

async function receive(
  intake: Intake,
  address: HookAddress,
  request: FastifyRequest,
): Promise<Taken> {
  const eventKey = getHeader(request, "x-event-key");
  if (eventKey === undefined)
    throw new DeliveryRefusal("malformed", "The header X-Event-Key is missing.");
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const authenticated = await authenticateDelivery(intake, address, body, request);
  if (authenticated === "unsigned ping") return "ping";
  const { integration, signedWith } = authenticated;
  const { repositoryId, isNext } = signedWith;
  if (eventKey === PING) {
    await markHooksSeen(intake.db, [repositoryId], Date.now());
    return "ping";
  }
  const delivery = {
    organizationId: integration.organizationId,
    receivedAs: request.id,
    integrationId: integration.id,
    repositoryId,
    requestId: getHeader(request, "x-request-id"),
    eventKey,
    headers: keptHeaders(request),
    body,
    ...classifyDelivery(intake.registry.get(integration.provider), eventKey, body),
  };
  // Not at a ping: pushes that the old secret signed may still be under way.
  if (isNext) {
    await dropOldHookSecret(intake.db, repositoryId);
    intake.knownHooks.forget();
  }
  const stored = await intake.store(delivery);
  if (stored === "unlinked") throw noRepository();
  const { requestId: hostRequestId, state } = delivery;
  request.log.info({ repositoryId, eventKey, hostRequestId, state, stored }, "delivery received");
  return stored === "stored" && state === "ignored" ? "ignored" : stored;
}

function keptHeaders(request: FastifyRequest): Record<string, string> {
  return Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => {
      const value = getHeader(request, name);
      return value === undefined ? [] : [[name, hideSecretHeader(name, value)]];
    }),
  );
}
