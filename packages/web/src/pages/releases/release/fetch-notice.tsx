import { Alert } from "@mantine/core";
import type { ReleaseAnswer } from "@sentry-bitbucket-server/api-contract/release";
import { TextFromOutside } from "../../../ui/text-from-outside.tsx";

const TITLES = {
  pending: "The commits are being fetched",
  failed: "Not all commits could be fetched",
  done: "About the commits",
} as const;

const WITHOUT_REASON = {
  pending: "They appear here by themselves.",
  failed: "",
  done: "",
} as const;

/** How far the fetching of the commits is, and why: said as long as there is something to say. */
export function FetchNotice({ release }: { release: ReleaseAnswer }) {
  const { commitsState: state, commitsReason: reason } = release;
  if (state === "none" || (state === "done" && reason === null)) return null;
  return (
    <Alert
      role={state === "failed" ? "alert" : "status"}
      variant="outline"
      color={state === "failed" ? "red" : "iris"}
      title={TITLES[state]}
    >
      <TextFromOutside text={reason ?? WITHOUT_REASON[state]} />
      {state === "failed" && (
        <p style={{ margin: "0.4rem 0 0" }}>
          When that is mended, have them fetched again:{" "}
          <code>sentry-cli releases set-commits {release.version} --auto</code>
        </p>
      )}
    </Alert>
  );
}
