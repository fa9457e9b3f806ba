import type { IntegrationAnswer } from "@sentry-bitbucket-server/api-contract/integration";
import { useApproveAgain } from "../../api/integrations.ts";
import { useRefusal } from "../../api/membership.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { RefusableButton } from "../../ui/refusable-button.tsx";
import { toastProblem } from "../../ui/toasts.tsx";
import { usePathParam } from "../../use-path-param.ts";

const REFUSALS: ReadonlySet<string | null> = new Set([
  "bitbucket_authentication",
  "bitbucket_not_licensed",
  "bitbucket_oauth_problem",
]);

/** Whether Bitbucket refuses an access that a person could approve once more. */
export function needsApproval({ credentials, statusCode }: IntegrationAnswer): boolean {
  return credentials === "oauth1" && REFUSALS.has(statusCode);
}

/** Leads to the approval in Bitbucket, from where the browser comes back to the integration by itself. */
export function ApproveAgain({ integration }: { integration: IntegrationAnswer }) {
  const organization = usePathParam("organization");
  const refusal = useRefusal(organization, "org:integrations");
  const approve = useApproveAgain(organization, integration.id);
  const begin = () =>
    approve.mutate(undefined, {
      onSuccess: ({ data }) => window.location.assign(data.oauthUrl),
      onError: (error) => toastProblem(sentenceOf(error)),
    });
  return (
    <RefusableButton
      size="compact-sm"
      onClick={begin}
      loading={approve.isPending || approve.isSuccess}
      refusal={refusal}
    >
      Approve again in Bitbucket
    </RefusableButton>
  );
}
