import { createHmac } from "node:crypto";
import type { Webhook } from "../state/entities.ts";
import type { Invocation } from "./invocation.ts";
import type { Connections, IncomingResponse } from "./send-request.ts";

/** What is to be told, to whom. `webhook` may lack an id: a test of an address that is no webhook's yet. */
export interface Message {
  webhook: Pick<Webhook, "url" | "configuration" | "credentials" | "sslVerificationRequired"> & {
    id?: number;
  };
  event: string;
  eventScope: { id: string; type: string };
  body: string;
  /** Whether the body is signed when the webhook has a secret. */
  isSigned: boolean;
}

/** How every delivery of one sandbox goes out. */
export interface Sender {
  connections: Connections;
  timeoutMs: number;
  userAgent: string;
}

/** Sends a message once. Never throws: what went wrong is in the outcome. */
export async function attemptDelivery(
  { connections, timeoutMs, userAgent }: Sender,
  message: Message,
  requestId: string,
): Promise<Omit<Invocation, "id">> {
  const { webhook, event, eventScope, body } = message;
  const { url, sslVerificationRequired } = webhook;
  const headers = { "user-agent": userAgent, ...headersOf(message, requestId) };
  const start = Date.now();
  let response: IncomingResponse | undefined;
  let description: string;
  try {
    const outgoing = { url, headers, body, timeoutMs, verifyTls: sslVerificationRequired };
    response = await connections.post(outgoing);
    description = String(response.statusCode);
  } catch (error) {
    description = error instanceof Error ? error.message : String(error);
  }
  return {
    webhookId: webhook.id,
    requestId,
    event,
    eventScope,
    start,
    finish: Date.now(),
    request: { method: "POST", url, headers, body },
    response,
    outcome: outcomeOf(response),
    description,
  };
}

function headersOf(message: Message, requestId: string): Record<string, string> {
  const { webhook, event, body, isSigned } = message;
  const { secret } = webhook.configuration;
  const { credentials } = webhook;
  const headers: Record<string, string> = {
    "content-type": "application/json; charset=utf-8",
    "x-event-key": event,
    "x-request-id": requestId,
  };
  if (secret && isSigned) {
    headers["x-hub-signature"] =
      `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  }
  if (credentials) {
    const text = `${credentials.username}:${credentials.password}`;
    headers.authorization = `Basic ${Buffer.from(text).toString("base64")}`;
  }
  return headers;
}

function outcomeOf(response: IncomingResponse | undefined): Invocation["outcome"] {
  if (!response) return "ERROR";
  return response.statusCode >= 200 && response.statusCode < 300 ? "SUCCESS" : "FAILURE";
}
