import type { FastifyInstance } from "fastify";
import { queryChoice, queryValue } from "../http/query.ts";
import type { State } from "../state/state.ts";
import { toDetailedInvocation, toInvocationHistory } from "../webhooks/invocation.ts";
import type { WebhookDeliveries } from "../webhooks/webhook-deliveries.ts";
import { type AdministeredScope, getWebhook } from "./webhook-scope.ts";

/** `…/webhooks/{id}/latest`, `…/statistics` and `…/statistics/summary`: how a webhook has fared. */
export function registerWebhookHistory(
  app: FastifyInstance,
  state: State,
  deliveries: WebhookDeliveries,
  administered: AdministeredScope,
): void {
  app.get("/webhooks/:webhookId/latest", async (request, reply) => {
    const { id } = getWebhook(state, administered(request), request);
    const outcome = queryChoice(request, "outcome", ["SUCCESS", "FAILURE", "ERROR"]);
    const latest = deliveries
      .invocations(id, queryValue(request, "event"))
      .findLast((invocation) => outcome === undefined || invocation.outcome === outcome);
    return latest ? toDetailedInvocation(latest) : reply.status(204).send();
  });

  app.get("/webhooks/:webhookId/statistics", async (request) => {
    const { id } = getWebhook(state, administered(request), request);
    return toInvocationHistory(deliveries.invocations(id, queryValue(request, "event")));
  });

  app.get("/webhooks/:webhookId/statistics/summary", async (request) => {
    const { id, events } = getWebhook(state, administered(request), request);
    return Object.fromEntries(
      events.map((event) => [event, toInvocationHistory(deliveries.invocations(id, event))]),
    );
  });
}
