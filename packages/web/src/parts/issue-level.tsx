import { StateBadge, type Tone } from "../ui/state-badge.tsx";

const TONES: Readonly<Record<string, Tone>> = {
  fatal: "bad",
  error: "bad",
  warning: "warning",
  info: "busy",
};

/** How grave an issue is, in the words of its SDK. */
export function IssueLevel({ level }: { level: string }) {
  return <StateBadge tone={TONES[level] ?? "neutral"}>{level}</StateBadge>;
}
