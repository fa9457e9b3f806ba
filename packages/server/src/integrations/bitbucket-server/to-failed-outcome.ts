import { BitbucketError } from "@sentry-bitbucket-server/bitbucket-client";
import { endSentence } from "../end-sentence.ts";
import type { InstallOutcome } from "../install-step.ts";

/** What Bitbucket refused, after a sentence on what was tried. Anything else is thrown. */
export function toFailedOutcome(what: string, error: unknown): InstallOutcome & { kind: "failed" } {
  if (!(error instanceof BitbucketError)) throw error;
  const { code, message } = error;
  return { kind: "failed", code, reason: `${what} ${endSentence(message)}` };
}
