import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Settings } from "../control/settings.ts";
import { invalidArgument, noSuchEntity } from "../http/bitbucket-error.ts";
import { parseBody } from "../http/parse-body.ts";
import { queryValue } from "../http/query.ts";
import type { WebhookScope } from "../state/entities.ts";
import type { State } from "../state/state.ts";
import type { Invocation } from "../webhooks/invocation.ts";
import type { WebhookDeliveries } from "../webhooks/webhook-deliveries.ts";
import type { AdministeredScope } from "./webhook-scope.ts";

const credentialsBody = z.object({
  username: z.string().optional(),
  password: z.string().optional(),
});

/** `POST …/webhooks/test`: sends a `diagnostics:ping` to an address and tells what came back. */
export function registerWebhookTest(
  app: FastifyInstance,
  state: State,
  settings: Settings,
  deliveries: WebhookDeliveries,
  administered: AdministeredScope,
): void {
  app.post("/webhooks/test", async (request) => {
    const scope = administered(request);
    const { username, password } = parseBody(request, credentialsBody);
    const webhookId = queryValue(request, "webhookId");
    const webhook =
      webhookId === undefined ? undefined : state.webhooks.findById(Number(webhookId));
    if (webhookId !== undefined && !webhook) {
      throw noSuchEntity(`Webhook with ID ${webhookId} does not exist.`);
    }
    const url = queryValue(request, "url") ?? webhook?.url;
    if (url === undefined || !URL.canParse(url))
      throw invalidArgument("url", "A valid URL is required.");
    const invocation = await deliveries.sendTest({
      webhook: {
        url,
        configuration: webhook?.configuration ?? {},
        credentials: username && password ? { username, password } : webhook?.credentials,
        sslVerificationRequired: queryValue(request, "sslVerificationRequired") !== "false",
        ...(webhook ? { id: webhook.id } : {}),
      },
      event: "diagnostics:ping",
      eventScope: { id: scopeId(scope), type: scope.type },
      body: JSON.stringify({ test: true }),
      isSigned: settings.signPings,
    });
    return toTestResult(invocation);
  });
}

/** `response` is there when the receiver answered, `error` when it did not. */
function toTestResult({ request, response, description }: Invocation) {
  return response ? { request, response } : { request, error: { message: description } };
}

function scopeId(scope: WebhookScope): string {
  return String(scope.type === "repository" ? scope.repositoryId : scope.projectId);
}
