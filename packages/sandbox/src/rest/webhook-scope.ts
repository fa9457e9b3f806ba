import type { FastifyRequest } from "fastify";
import { noSuchEntity } from "../http/bitbucket-error.ts";
import type { Webhook, WebhookScope } from "../state/entities.ts";
import type { State } from "../state/state.ts";

/** Lets in who may administer the scope that the address names, and gives it. */
export type AdministeredScope = (request: FastifyRequest) => WebhookScope;

/** The webhooks of one scope that want one of `events` (of any, when there are none). */
export function webhooksOf(
  state: State,
  scope: WebhookScope,
  events: readonly string[],
): Webhook[] {
  return state.webhooks.filter(
    (webhook) =>
      isSameScope(webhook.scope, scope) &&
      (events.length === 0 || webhook.events.some((event) => events.includes(event))),
  );
}

/** The webhook of `:webhookId` in its scope. @throws BitbucketError 404 */
export function getWebhook(state: State, scope: WebhookScope, request: FastifyRequest): Webhook {
  const { webhookId = "" } = request.params as { webhookId?: string };
  const webhook = state.webhooks.findById(Number(webhookId));
  if (webhook && isSameScope(webhook.scope, scope)) return webhook;
  throw noSuchEntity(`Webhook with ID ${webhookId} does not exist.`);
}

function isSameScope(one: WebhookScope, other: WebhookScope): boolean {
  if (one.type === "project") return other.type === "project" && one.projectId === other.projectId;
  return other.type === "repository" && one.repositoryId === other.repositoryId;
}
