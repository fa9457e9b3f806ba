import type { ReleaseAnswer } from "@sentry-bitbucket-server/api-contract/release";
import { StateBadge } from "../ui/state-badge.tsx";

/** How far the fetching of a release's commits is, where there is something to say. */
export function FetchState({ release }: { release: Pick<ReleaseAnswer, "commitsState"> }) {
  switch (release.commitsState) {
    case "pending":
      return <StateBadge tone="busy">Fetching commits</StateBadge>;
    case "failed":
      return <StateBadge tone="bad">Commits are missing</StateBadge>;
    case "none":
    case "done":
      return null;
  }
}
