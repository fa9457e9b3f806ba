import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Database } from "../db/database.ts";
import { findIntegration } from "../integrations/integration-store.ts";
import type { ProviderRegistry } from "../integrations/registry.ts";
import {
  dropOldHookSecret,
  type HookSecret,
  listHookSecrets,
} from "../integrations/hook-secret-store.ts";
import { markHookSeen } from "../integrations/hook-store.ts";
import type { SecretBox } from "../integrations/secret-box.ts";
import type { IntegrationProvider } from "../integrations/integration-provider.ts";
import type { Integration } from "../integrations/types.ts";
import type { Enqueue } from "../jobs/types.ts";
import { doubtHook } from "../reconcile/reconcile-store.ts";
import { ApiError, notFound } from "../sentry-api/api-error.ts";
import type { Api } from "../sentry-api/api.ts";
import type { NewDelivery } from "./delivery-store.ts";
import { storeDelivery } from "./store-delivery.ts";
import { verifyDelivery } from "./verify-delivery.ts";

const BODY_LIMIT = 10 * 1024 * 1024;
const PING = "diagnostics:ping";
/** A hook made by hand names no repository; its secret is looked for among this many. */
const CANDIDATES = 50;
/** Its body is read by every one of these secrets, so it may not be as large as others. */
const CANDIDATES_BODY_LIMIT = 1024 * 1024;
/** Kept with a delivery; others may carry credentials. */
const KEPT_HEADERS = ["x-event-key", "x-request-id", "user-agent", "content-type"];

export interface ReceiveDeliveryDeps {
  db: Database;
  registry: ProviderRegistry;
  secretBox: SecretBox;
  enqueue: Enqueue;
}

/**
 * Takes webhook requests: raw bytes in, verified before they are parsed, stored, and only then
 * answered with 2xx. All other work is a job.
 */
export async function receiveDelivery(app: Api, deps: ReceiveDeliveryDeps): Promise<void> {
  await app.register(async (scope: Api) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      "*",
      { parseAs: "buffer", bodyLimit: BODY_LIMIT },
      (_request, body, done) => done(null, body),
    );
    const params = z.object({
      organizationId: z.coerce.number().int(),
      integrationId: z.coerce.number().int(),
    });
    const querystring = z.object({ repository: z.coerce.number().int().optional() });
    scope.post(
      "/extensions/bitbucket-server/organizations/:organizationId/webhook/:integrationId/",
      { schema: { params, querystring } },
      async (request, reply) => {
        const integration = await findIntegration(deps.db, {
          id: request.params.integrationId,
          organizationId: request.params.organizationId,
        });
        if (!integration) throw notFound("There is no such integration.");
        return receive(deps, integration, request.query.repository, request, reply);
      },
    );
  });
}

async function receive(
  deps: ReceiveDeliveryDeps,
  integration: Integration,
  hookOf: number | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const eventKey = getHeader(request, "x-event-key");
  if (eventKey === undefined) throw new ApiError(400, "The header X-Event-Key is missing.");
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const signedWith = await verify(deps, integration, hookOf, body, request);
  if (signedWith === "unsigned ping") return reply.status(204).send();
  const { repositoryId, isNext } = signedWith;
  await markHookSeen(deps.db, repositoryId, Date.now());
  if (eventKey === PING) return reply.status(204).send();
  // Not at a ping: pushes that the old secret signed may still be under way.
  if (isNext) await dropOldHookSecret(deps.db, repositoryId);
  const delivery = {
    organizationId: integration.organizationId,
    integrationId: integration.id,
    repositoryId,
    requestId: getHeader(request, "x-request-id"),
    eventKey,
    headers: keptHeaders(request),
    body,
    ...classify(deps.registry.get(integration.provider), eventKey, body),
  };
  const stored = await storeDelivery(deps.db, deps.enqueue, delivery);
  request.log.info({ repositoryId, eventKey, state: delivery.state, stored }, "delivery received");
  return reply.status(stored === "stored" && delivery.state === "pending" ? 202 : 204).send();
}

/** @returns the secret that signed the body */
async function verify(
  deps: ReceiveDeliveryDeps,
  integration: Integration,
  hookOf: number | undefined,
  body: Buffer,
  request: FastifyRequest,
): Promise<HookSecret | "unsigned ping"> {
  if (hookOf === undefined && body.length > CANDIDATES_BODY_LIMIT) {
    throw new ApiError(413, "The body is too large for a webhook without ?repository= in its URL.");
  }
  const secrets = await listHookSecrets(deps.db, deps.secretBox, {
    integrationId: integration.id,
    repositoryId: hookOf,
    limit: CANDIDATES,
  });
  if (hookOf !== undefined && secrets.length === 0) {
    throw notFound("There is no such repository, or it has no secret. Link it again.");
  }
  const verdict = verifyDelivery(secrets, body, getHeader(request, "x-hub-signature"));
  if (verdict.kind === "match") return verdict.signedWith;
  // Some versions of Bitbucket send pings without a signature though a secret is set.
  const isPing = getHeader(request, "x-event-key") === PING;
  if (verdict.kind === "unsigned" && isPing) return "unsigned ping";
  const reason = verdict.kind === "unsigned" ? "no signature" : "wrong signature";
  const integrationId = integration.id;
  request.log.warn({ integrationId, repositoryId: hookOf, reason }, "delivery refused");
  if (hookOf !== undefined) await doubtHook(deps.db, hookOf, Date.now());
  throw new ApiError(401, `The delivery is refused: ${reason}. Check the secret of the webhook.`);
}

/**
 * What is to become of a delivery. One that we cannot read is kept, for its job to fail with the
 * reason where a person sees it; only what is no JSON at all is the sender's fault.
 */
function classify(
  provider: IntegrationProvider,
  eventKey: string,
  body: Buffer,
): Pick<NewDelivery, "state" | "reason"> {
  try {
    JSON.parse(body.toString("utf8"));
  } catch {
    throw new ApiError(400, "The body is not JSON.");
  }
  try {
    const parsed = provider.parseDelivery(eventKey, body);
    if (parsed.kind === "ignored") return { state: "ignored", reason: parsed.reason };
  } catch {
    return { state: "pending" };
  }
  return { state: "pending" };
}

function getHeader(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function keptHeaders(request: FastifyRequest): Record<string, string> {
  return Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => {
      const value = getHeader(request, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
