import type { RepositoryAnswer } from "@sentry-bitbucket-server/api-contract/repository";
import { StateBadge, type Tone } from "../../ui/state-badge.tsx";

type HookStates = NonNullable<RepositoryAnswer["hook"]>["state"];

const STATES: Readonly<Record<HookStates, [tone: Tone, words: string]>> = {
  pending: ["busy", "Not tried yet"],
  missing: ["bad", "Missing"],
  unreachable: ["bad", "Cannot reach us"],
  reachable: ["good", "Reaches us"],
  alive: ["good", "Alive"],
};

/** How the webhook of a repository is; the detail on hover. */
export function HookState({ hook }: Pick<RepositoryAnswer, "hook">) {
  if (!hook) return <StateBadge tone="neutral">Not linked</StateBadge>;
  const [tone, words] = STATES[hook.state];
  return (
    <span title={hook.detail ?? undefined}>
      <StateBadge tone={tone}>{words}</StateBadge>
    </span>
  );
}
