import { z } from "zod";
import { NotFoundError } from "../errors/answer-errors.ts";
import type { RestApi } from "../http/rest-api.ts";
import type { Webhook, WebhookInput } from "../types.ts";

// `configuration`, which may hold the secret in clear, is not even read.
export const webhookSchema: z.ZodType<Webhook> = z.object({
  id: z.number(),
  name: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  active: z.boolean(),
});

/** Needs `REPO_ADMIN`, like everything here. */
export function createHook(
  api: RestApi,
  projectKey: string,
  slug: string,
  input: WebhookInput,
): Promise<Webhook> {
  return api.write("POST", api.path.webhooks(projectKey, slug), toWire(input), webhookSchema);
}

/** Replaces the webhook as a whole. */
export function updateHook(
  api: RestApi,
  projectKey: string,
  slug: string,
  id: number,
  input: WebhookInput,
): Promise<Webhook> {
  return api.write("PUT", api.path.webhook(projectKey, slug, id), toWire(input), webhookSchema);
}

export function getHooks(
  api: RestApi,
  projectKey: string,
  slug: string,
): AsyncGenerator<Webhook, void, undefined> {
  return api.pages(api.path.webhooks(projectKey, slug), webhookSchema);
}

/** A webhook that is gone already is a success. */
export async function deleteHook(
  api: RestApi,
  projectKey: string,
  slug: string,
  id: number,
): Promise<void> {
  try {
    await api.send("DELETE", api.path.webhook(projectKey, slug, id));
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
  }
}

function toWire({ name, url, events, secret, active, sslVerificationRequired }: WebhookInput) {
  return {
    name,
    url,
    events,
    active: active ?? true,
    configuration: { secret },
    sslVerificationRequired: sslVerificationRequired ?? true,
  };
}
