import { z } from "zod";

/** 0 and null mean that it is not asked. */
const amount = (most: number) => z.number().int().min(0).max(most).nullish();

const MOST = 1_000_000_000;
/** Ten years, in minutes. */
const LONGEST_IGNORED = 5_256_000;
/** A week, in minutes, as in Sentry. */
const LONGEST_WINDOW = 10_080;

/** Until when an issue is ignored; to be spread into a schema. */
export const ignoreConditions = {
  ignoreDuration: amount(LONGEST_IGNORED).meta({ description: "Minutes." }),
  snoozeDuration: amount(LONGEST_IGNORED).meta({ description: "The older ignoreDuration." }),
  ignoreCount: amount(MOST).meta({ description: "Events, all or those of `ignoreWindow`." }),
  ignoreWindow: amount(LONGEST_WINDOW).meta({ description: "Minutes, at most a week." }),
  ignoreUserCount: amount(MOST).meta({ description: "Users, all or those of `ignoreUserWindow`." }),
  ignoreUserWindow: amount(LONGEST_WINDOW).meta({ description: "Minutes, at most a week." }),
};

export type IgnoreConditions = {
  [Field in keyof typeof ignoreConditions]?: number | null | undefined;
};

/** What is counted anew with each report. */
const MOST_IN_WINDOW = 100_000;
const WINDOW_RULE = `Within a window at most ${MOST_IN_WINDOW} are counted. Ask for fewer, or leave the window out.`;

const WINDOWS = [
  ["ignoreCount", "ignoreWindow"],
  ["ignoreUserCount", "ignoreUserWindow"],
] as const;

/** Refuses to count more within a window than can be; for a schema that has the conditions. */
export function checkWindows(said: IgnoreConditions, context: z.RefinementCtx): void {
  for (const [count, window] of WINDOWS) {
    if (said[window] && (said[count] ?? 0) > MOST_IN_WINDOW) {
      context.addIssue({ code: "custom", path: [count], message: WINDOW_RULE });
    }
  }
}
