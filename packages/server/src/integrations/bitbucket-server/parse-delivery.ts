import { z } from "zod";
import { IntegrationError, type IntegrationErrorCode } from "../integration-error.ts";
import type { ParsedDelivery } from "../types.ts";
import { refsChangedSchema, repositorySchema, toPush, toRepositoryInDelivery } from "./to-push.ts";

const modifiedSchema = z.object({ new: repositorySchema });

/** Events that come though we have no use for them, with what to tell whoever wonders. */
const ignoredEvents: Record<string, string> = {
  "diagnostics:ping": "It is a test of the webhook.",
  "pr:merged": "What a merge brings to its target branch arrives as repo:refs_changed.",
  "mirror:repo_synchronized": "The push itself arrives as repo:refs_changed.",
};

/**
 * Reads a delivery of Bitbucket Server; the events are those of
 * https://confluence.atlassian.com/bitbucketserver/event-payload-938025882.html
 * @throws IntegrationError when an event that matters does not look as we know it
 */
export function parseDelivery(eventKey: string, body: Buffer): ParsedDelivery {
  switch (eventKey) {
    case "repo:refs_changed": {
      const wire = parseBody(refsChangedSchema, eventKey, body);
      const repository = toRepositoryInDelivery(wire.repository);
      return { kind: "push", push: toPush(wire), repository };
    }
    case "repo:modified": {
      const wire = parseBody(modifiedSchema, eventKey, body);
      return { kind: "repository", repository: toRepositoryInDelivery(wire.new) };
    }
    default: {
      const reason = ignoredEvents[eventKey] ?? `The event ${eventKey} is not used.`;
      return { kind: "ignored", reason };
    }
  }
}

function parseBody<T>(schema: z.ZodType<T>, eventKey: string, body: Buffer): T {
  try {
    return schema.parse(JSON.parse(body.toString("utf8")));
  } catch (cause) {
    const problem = cause instanceof z.ZodError ? z.prettifyError(cause) : "it is not JSON";
    throw new IntegrationError(`The ${eventKey} is not as Bitbucket sends it: ${problem}`, {
      code: "unexpected_delivery" satisfies IntegrationErrorCode,
      retryable: false,
      cause,
    });
  }
}
