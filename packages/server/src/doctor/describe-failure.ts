import { endSentence } from "../integrations/end-sentence.ts";
import { IntegrationError } from "../integrations/integration-error.ts";
import type { StoredIntegration } from "../integrations/integration-store.ts";
import { SecretBoxError } from "../integrations/secret-box.ts";

/** Why a host could not be asked, and what becomes of what waits for it. */
export function describeFailure(
  { metadata, identityType }: StoredIntegration,
  failure: unknown,
): string {
  if (failure instanceof SecretBoxError) {
    return "Its credentials cannot be opened: they were encrypted with another SECRET_KEY, or belong to another row. Install it again.";
  }
  if (!(failure instanceof IntegrationError)) {
    const reason = failure instanceof Error ? failure.message : String(failure);
    return `It could not be looked at: ${endSentence(reason)} See the log, and report this.`;
  }
  const told = `${metadata.baseUrl} could not be asked: ${endSentence(failure.message)}`;
  if (failure.isPause) {
    const again =
      identityType === "oauth1"
        ? "approve it again in Bitbucket from its page"
        : "install it again";
    return `${told} Its jobs wait; give the credentials back their right, or ${again}, and they go on by themselves.`;
  }
  return failure.isPassing ? `${told} Its jobs wait, and go on when it answers.` : told;
}
