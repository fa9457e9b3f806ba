import type { JobAnswer } from "@sentry-bitbucket-server/api-contract/job";
import { StateBadge, type Tone } from "../../ui/state-badge.tsx";

const STATES: Readonly<Record<JobAnswer["state"], [tone: Tone, words: string]>> = {
  waiting: ["busy", "Waiting"],
  done: ["good", "Done"],
  set_aside: ["bad", "Set aside"],
};

export const jobStateOptions = Object.entries(STATES).map(([value, [, label]]) => ({
  value,
  label,
}));

export const isJobState = (text: string | undefined): text is JobAnswer["state"] =>
  text !== undefined && Object.hasOwn(STATES, text);

export function JobState({ state }: Pick<JobAnswer, "state">) {
  const [tone, words] = STATES[state];
  return <StateBadge tone={tone}>{words}</StateBadge>;
}
