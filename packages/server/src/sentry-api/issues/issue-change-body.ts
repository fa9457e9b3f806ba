import { z } from "zod";
import { ARCHIVED, OPEN } from "../../issues/apply-status.ts";

/** `muted` and `resolvedInNextRelease` are the older words, which sentry-cli sends. */
const STATUSES = ["resolved", "unresolved", "ignored", "resolvedInNextRelease", "muted"] as const;
const SUBSTATUSES = [...OPEN, ...ARCHIVED] as const;

/** Falsy values are what the SDKs send for "not asked". */
const notSupported = (what: string) =>
  z
    .union([z.literal(false), z.null(), z.literal(0), z.tuple([])], {
      error: `${what} is not supported. Leave it out.`,
    })
    .optional();

/** 0 and null mean that it is not asked. */
const amount = (most: number) => z.number().int().min(0).max(most).nullish();

const MOST = 1_000_000_000;
/** Ten years, in minutes. */
const LONGEST_IGNORED = 5_256_000;
/** A week, in minutes, as in Sentry. */
const LONGEST_WINDOW = 10_080;

/** What is counted anew with each report. */
const MOST_IN_WINDOW = 100_000;
const WINDOW_RULE = `Within a window at most ${MOST_IN_WINDOW} are counted. Ask for fewer, or leave the window out.`;

const fitsWindow = (count: number | null | undefined, window: number | null | undefined) =>
  !window || (count ?? 0) <= MOST_IN_WINDOW;

const statusDetails = z
  .object({
    inNextRelease: z.boolean().nullish(),
    inRelease: z.string().min(1).nullish(),
    inCommit: z.object({ commit: z.string().min(1), repository: z.string().min(1) }).nullish(),
    ignoreDuration: amount(LONGEST_IGNORED).meta({ description: "Minutes." }),
    ignoreCount: amount(MOST).meta({
      description: `Events; those of ignoreWindow, then at most ${MOST_IN_WINDOW}, or all.`,
    }),
    ignoreWindow: amount(LONGEST_WINDOW).meta({ description: "Minutes, at most a week." }),
    ignoreUserCount: amount(MOST).meta({
      description: `Users; those of ignoreUserWindow, then at most ${MOST_IN_WINDOW}, or all.`,
    }),
    ignoreUserWindow: amount(LONGEST_WINDOW).meta({ description: "Minutes, at most a week." }),
  })
  .refine(({ ignoreCount, ignoreWindow }) => fitsWindow(ignoreCount, ignoreWindow), {
    path: ["ignoreCount"],
    error: WINDOW_RULE,
  })
  .refine(
    ({ ignoreUserCount, ignoreUserWindow }) => fitsWindow(ignoreUserCount, ignoreUserWindow),
    {
      path: ["ignoreUserCount"],
      error: WINDOW_RULE,
    },
  );

/** What can be changed of issues, one or many. What else Sentry's own pages send changes nothing. */
export const issueChangeBody = z.object({
  status: z.enum(STATUSES, { error: `status is one of ${STATUSES.join(", ")}.` }).optional(),
  statusDetails: statusDetails.nullish(),
  substatus: z
    .enum(SUBSTATUSES, { error: `substatus is one of ${SUBSTATUSES.join(", ")}.` })
    .nullish(),
  snoozeDuration: amount(LONGEST_IGNORED).meta({ description: "The older ignoreDuration." }),
  ignoreDuration: amount(LONGEST_IGNORED).meta({ description: "As in statusDetails." }),
  assignedTo: z.union([z.string(), z.number().int()]).nullish(),
  hasSeen: z.boolean().nullish().meta({ description: "By the caller." }),
  isBookmarked: z.boolean().nullish().meta({ description: "By the caller." }),
  isPublic: notSupported("Sharing issues with everybody"),
  merge: notSupported("Merging issues"),
  discard: notSupported("Discarding issues"),
});

export type IssueChangeBody = z.infer<typeof issueChangeBody>;
