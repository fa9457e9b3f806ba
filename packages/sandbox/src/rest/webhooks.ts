import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { type Paging, rowsOf } from "../http/paging.ts";
import { parseBody } from "../http/parse-body.ts";
import { queryFlag, queryValues } from "../http/query.ts";
import type { Webhook } from "../state/entities.ts";
import type { State } from "../state/state.ts";
import { eventKeys } from "../webhooks/event-keys.ts";
import { toInvocationHistory } from "../webhooks/invocation.ts";
import type { WebhookDeliveries } from "../webhooks/webhook-deliveries.ts";
import { toWebhook } from "../wire/to-webhook.ts";
import { type AdministeredScope, getWebhook, webhooksOf } from "./webhook-scope.ts";

const webhookBody = z.object({
  name: z.string("A name is required.").min(1, "A name is required.").max(255),
  url: z.url({ protocol: /^https?$/, error: "The URL must be a valid http or https URL." }),
  events: z
    .array(z.string().refine((key) => eventKeys.includes(key), "Unknown event"))
    .min(1, "At least one event is required.")
    .transform((keys) => [...new Set(keys)]),
  active: z.boolean().default(true),
  configuration: z.record(z.string(), z.string()).default({}),
  credentials: z.object({ username: z.string(), password: z.string() }).optional(),
  sslVerificationRequired: z.boolean().default(true),
});

/** `…/webhooks` and `…/webhooks/{id}` of a repository or of a project. */
export function registerWebhooks(
  app: FastifyInstance,
  state: State,
  deliveries: WebhookDeliveries,
  paging: Paging,
  administered: AdministeredScope,
): void {
  const show = (request: FastifyRequest, webhook: Webhook) =>
    queryFlag(request, "statistics")
      ? {
          ...toWebhook(webhook),
          statistics: toInvocationHistory(deliveries.invocations(webhook.id)),
        }
      : toWebhook(webhook);

  app.get("/webhooks", async (request) => {
    const scope = administered(request);
    const rows = webhooksOf(state, scope, queryValues(request, "event"));
    return paging.page(request, rowsOf(rows.map((webhook) => show(request, webhook))));
  });

  app.post("/webhooks", async (request, reply) => {
    const scope = administered(request);
    const body = parseBody(request, webhookBody);
    const now = Date.now();
    const webhook = state.webhooks.insert({ ...body, scope, createdDate: now, updatedDate: now });
    return reply.status(201).send(toWebhook(webhook));
  });

  app.get("/webhooks/:webhookId", async (request) =>
    show(request, getWebhook(state, administered(request), request)),
  );

  app.put("/webhooks/:webhookId", async (request) => {
    const { id, scope, createdDate } = getWebhook(state, administered(request), request);
    const body = parseBody(request, webhookBody);
    const webhook = { ...body, id, scope, createdDate, updatedDate: Date.now() };
    state.webhooks.update(webhook);
    return toWebhook(webhook);
  });

  app.delete("/webhooks/:webhookId", async (request, reply) => {
    state.webhooks.delete(getWebhook(state, administered(request), request).id);
    return reply.status(204).send();
  });
}
