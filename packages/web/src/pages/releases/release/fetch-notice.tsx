import type { ReleaseAnswer } from "@sentry-bitbucket-server/api-contract/release";
import { useRefusal } from "../../../api/membership.ts";
import { useRefetchCommits } from "../../../api/releases.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { ErrorText } from "../../../ui/error-text.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { RefusableButton } from "../../../ui/refusable-button.tsx";
import { toastProblem } from "../../../ui/toasts.tsx";

const TITLES = {
  pending: "The commits are being fetched",
  failed: "Not all commits could be fetched",
  done: "About the commits",
} as const;

/** How far the fetching of the commits is, and why: said as long as there is something to say. */
export function FetchNotice(props: { organization: string; release: ReleaseAnswer }) {
  const { organization, release } = props;
  const { version, commitsState: state, commitsReason: reason } = release;
  if (state === "none" || (state === "done" && reason === null)) return null;
  return (
    <Notice title={TITLES[state]} isBad={state === "failed"}>
      {reason === null ? <p>They appear here by themselves.</p> : <ErrorText text={reason} />}
      {state === "failed" && <FetchAgain organization={organization} version={version} />}
    </Notice>
  );
}

/** With the refs that were asked for: what kept them from being found may be mended. */
function FetchAgain({ organization, version }: { organization: string; version: string }) {
  const refusal = useRefusal(organization, "project:releases");
  const { mutate, isPending } = useRefetchCommits(organization, version);
  return (
    <RefusableButton
      variant="default"
      size="xs"
      refusal={refusal}
      loading={isPending}
      onClick={() => mutate(undefined, { onError: (error) => toastProblem(sentenceOf(error)) })}
    >
      Fetch them again
    </RefusableButton>
  );
}
