import type { ReleaseAnswer } from "@sentry-bitbucket-server/api-contract/release";
import { PageLink } from "../../../frame/page-link.tsx";
import { pathTo } from "../../../path-builder.ts";
import { Notice } from "../../../ui/notice.tsx";
import { TextFromOutside } from "../../../ui/text-from-outside.tsx";

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
      {reason === null ? (
        <p>They appear here by themselves.</p>
      ) : (
        <p>
          <TextFromOutside text={reason} />
        </p>
      )}
      {state === "failed" && (
        <p>
          To have them fetched again: <code>sentry-cli releases set-commits {version} --auto</code>.
          If Bitbucket was away for long, its job was set aside: replay it under{" "}
          <PageLink to={pathTo("jobs", { organization })} isInText>
            Jobs
          </PageLink>
          .
        </p>
      )}
    </Notice>
  );
}
