import type { FastifyRequest } from "fastify";
import type { HookSecret } from "../integrations/hook-secret-store.ts";
import type { Integration } from "../integrations/types.ts";
import { notFound } from "../sentry-api/api-error.ts";
import { DeliveryRefusal } from "./delivery-refusal.ts";
import type { Doubts } from "./doubts.ts";
import { getHeader } from "./get-header.ts";
import type { HookAddress } from "./hook-address.ts";
import type { KnownHook, KnownHooks } from "./known-hooks.ts";
import { type Verdict, verifyDelivery } from "./verify-delivery.ts";

export const PING = "diagnostics:ping";
/** Without a repository in its URL, a body is read by many secrets: it may not be as large as others. */
const CANDIDATES_BODY_LIMIT = 1024 * 1024;

/** Whose a delivery is, by its signature. */
export interface Authenticated {
  integration: Integration;
  signedWith: HookSecret;
}

/**
 * Finds the secret that signed a delivery.
 * @throws DeliveryRefusal when none did, the repository is not linked, or the body is too large
 * @throws ApiError 404 when there is no such integration
 */
export async function authenticateDelivery(
  deps: { knownHooks: KnownHooks; doubts: Doubts },
  address: HookAddress,
  body: Buffer,
  request: FastifyRequest,
): Promise<Authenticated | "unsigned ping"> {
  if (address.repositoryId === undefined && body.length > CANDIDATES_BODY_LIMIT) {
    throw new DeliveryRefusal(
      "too_large",
      "The body is too large for a webhook without ?repository= in its URL.",
    );
  }
  const recalled = deps.knownHooks.recall(address);
  const known = recalled && verify(recalled, body, request);
  // The first use of a next secret is an event: what is remembered may have passed it.
  if (recalled && known?.kind === "match" && !known.signedWith.isNext) {
    return { integration: recalled.integration, signedWith: known.signedWith };
  }
  const hook = await readHook(deps.knownHooks, address);
  const verdict = verify(hook, body, request);
  if (verdict.kind === "match") {
    return { integration: hook.integration, signedWith: verdict.signedWith };
  }
  // Some versions of Bitbucket send pings without a signature though a secret is set.
  const isPing = getHeader(request, "x-event-key") === PING;
  if (verdict.kind === "unsigned" && isPing) return "unsigned ping";
  return refuse(deps.doubts, address, verdict.kind, request);
}

/** @throws DeliveryRefusal or ApiError, both 404, when there is no such webhook */
export async function requireHook(knownHooks: KnownHooks, address: HookAddress): Promise<void> {
  if (!knownHooks.recall(address)) await readHook(knownHooks, address);
}

async function readHook(knownHooks: KnownHooks, address: HookAddress): Promise<KnownHook> {
  const hook = await knownHooks.read(address);
  if (!hook) throw notFound("There is no such integration.");
  if (address.repositoryId !== undefined && hook.secrets.length === 0) throw noRepository();
  return hook;
}

export const noRepository = (): DeliveryRefusal =>
  new DeliveryRefusal(
    "unlinked",
    "There is no such repository, or it has no secret. Link it again.",
  );

function verify({ secrets }: KnownHook, body: Buffer, request: FastifyRequest): Verdict {
  return verifyDelivery(secrets, body, getHeader(request, "x-hub-signature"));
}

async function refuse(
  doubts: Doubts,
  { integrationId, repositoryId }: HookAddress,
  verdict: "mismatch" | "unsigned",
  request: FastifyRequest,
): Promise<never> {
  const reason = verdict === "unsigned" ? "no signature" : "wrong signature";
  request.log.warn({ integrationId, repositoryId, reason }, "delivery refused");
  if (repositoryId !== undefined) await doubts.add(repositoryId);
  throw new DeliveryRefusal(
    verdict,
    `The delivery is refused: ${reason}. Check the secret of the webhook.`,
  );
}
