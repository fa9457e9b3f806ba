import { z } from "zod";
import { BadRequestError, ServerError } from "../errors/answer-errors.ts";
import { optionalText } from "../http/optional-text.ts";
import { parseAnswer } from "../http/parse-answer.ts";
import type { RestApi } from "../http/rest-api.ts";
import { withQuery } from "../http/with-query.ts";
import type { WebhookTestResult } from "../types.ts";

export interface WebhookTest {
  /** What Bitbucket shall call. */
  url: string;
  webhookId?: number;
  /** Whether Bitbucket checks the certificate of `url`. @default true */
  sslVerificationRequired?: boolean;
}

const outcomeSchema = z
  .object({
    statusCode: z.number().optional().catch(undefined),
    errorMessage: optionalText,
    description: optionalText,
    message: optionalText,
  })
  .optional()
  .catch(undefined);

/**
 * The published document leaves this answer without a shape, and no recording of it is known. The names
 * that Bitbucket uses elsewhere for the outcome of a delivery are read, and nothing is required.
 */
const testAnswerSchema = z.object({
  response: outcomeSchema,
  result: outcomeSchema,
  error: outcomeSchema,
  errorMessage: optionalText,
  message: optionalText,
});

/** Asks Bitbucket to send a `diagnostics:ping` and says what came of it. Needs `REPO_ADMIN`. */
export async function testHook(
  api: RestApi,
  projectKey: string,
  slug: string,
  { url, webhookId, sslVerificationRequired }: WebhookTest,
): Promise<WebhookTestResult> {
  const query = { url, webhookId, sslVerificationRequired: sslVerificationRequired ?? true };
  const target = withQuery(api.path.webhookTest(projectKey, slug), query);
  try {
    const answer = await api.send("POST", target);
    const request = { method: "POST", url: target };
    return toResult(parseAnswer(testAnswerSchema, answer.body, request));
  } catch (error) {
    // Not ours to throw: Bitbucket tried, or refused to try, and says why.
    if (
      error instanceof BadRequestError ||
      (error instanceof ServerError && error.status === 500)
    ) {
      return { reached: false, reason: error.bitbucketMessages.join(" ") || error.message };
    }
    throw error;
  }
}

function toResult(wire: z.infer<typeof testAnswerSchema>): WebhookTestResult {
  const outcome = wire.response ?? wire.result ?? wire.error;
  const statusCode = outcome?.statusCode;
  if (statusCode !== undefined && statusCode >= 200 && statusCode < 300) {
    return { reached: true, statusCode };
  }
  const said = [outcome?.errorMessage, wire.errorMessage, outcome?.message, wire.message];
  const reason = said.find((sentence) => sentence) ?? outcome?.description;
  if (statusCode !== undefined) {
    return { reached: false, statusCode, reason: reason || `It answered ${statusCode}.` };
  }
  return { reached: false, reason: reason || "Bitbucket got no answer and gives no reason." };
}
