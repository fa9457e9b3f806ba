import type { ReactNode } from "react";
import classes from "./state-badge.module.css";

/** What a state means for who looks at it, and so its colour. */
export type Tone = "good" | "bad" | "warning" | "busy" | "neutral";

/** A state in a word. The word says it all: nobody has to see the colour. */
export function StateBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={classes["badge"]} data-tone={tone}>
      {children}
    </span>
  );
}
