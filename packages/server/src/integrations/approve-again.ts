import { hashToken } from "../organizations/api-token.ts";
import { findIdentity } from "./identity-store.ts";
import type { InstallPipelineDeps } from "./install-pipeline.ts";
import type { StoredIntegration } from "./integration-store.ts";
import { savePipeline } from "./pipeline-store.ts";
import { callbackUrlOf, type StepView, toStepView } from "./step-view.ts";

/** What came of asking for another approval. The reason is a sentence for people. */
type ApproveAgainResult =
  | { kind: "advance"; view: StepView }
  | { kind: "failed"; code: string; reason: string };

/**
 * Has the host begin another approval of what is installed, with the consumer and the keys that it has. The
 * browser that comes back from there finishes it as an install, which gives the same integration another
 * access token and wakes what waits. It takes the place of what the user may have under way.
 * @param caller `sessionId`: the session that asks; null when it is a token
 */
export async function approveAgain(
  deps: Omit<InstallPipelineDeps, "wakeLanes">,
  integration: StoredIntegration,
  caller: { userId: number; sessionId: number | null },
): Promise<ApproveAgainResult> {
  const { db, registry, secretBox } = deps;
  const provider = registry.get(integration.provider);
  const identity = await findIdentity(db, secretBox, integration.id);
  if (!identity) return LOST;
  const callbackUrl = callbackUrlOf(deps, provider.key);
  const outcome = await provider.approveAgain(integration, identity, callbackUrl);
  if (!outcome) return NOTHING_TO_APPROVE;
  if (outcome.kind === "failed") return outcome;
  const { state, requestToken } = outcome;
  const pipeline = {
    ...caller,
    organizationId: integration.organizationId,
    provider: provider.key,
    integrationId: integration.id,
    step: provider.installSteps.at(-1)?.name ?? "",
    state,
    requestTokenHash: requestToken === undefined ? null : hashToken(requestToken),
    createdAt: Date.now(),
  };
  await savePipeline(db, secretBox, pipeline);
  return { kind: "advance", view: toStepView(deps, pipeline) };
}

const LOST: ApproveAgainResult = {
  kind: "failed",
  code: "identity_not_found",
  reason: "The integration has lost its credentials. Install it again.",
};

const NOTHING_TO_APPROVE: ApproveAgainResult = {
  kind: "failed",
  code: "nothing_to_approve",
  reason:
    "The integration gets in with an access token, which nobody approves. Install it again with another token of the same user.",
};
