import { z } from "zod";
import { ARCHIVED, OPEN } from "../../issues/apply-status.ts";
import { checkWindows, ignoreConditions } from "./ignore-conditions.ts";

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

const inCommit = z.object({
  commit: z.string().min(1),
  repository: z.union([z.string().min(1), z.number().int()]).meta({
    description: "Its name, or as a number its `id`, where those of two hosts have one name.",
  }),
});

const statusDetails = z
  .object({
    inNextRelease: z.boolean().nullish(),
    inRelease: z.string().min(1).nullish(),
    inCommit: inCommit.nullish(),
    ...ignoreConditions,
  })
  .superRefine(checkWindows);

/**
 * What can be changed of issues, one or many. What Sentry would change and we do not is refused; fields
 * that it does not have either change nothing.
 */
export const issueChangeBody = z
  .object({
    status: z.enum(STATUSES, { error: `status is one of ${STATUSES.join(", ")}.` }).optional(),
    statusDetails: statusDetails.nullish(),
    substatus: z
      .enum(SUBSTATUSES, { error: `substatus is one of ${SUBSTATUSES.join(", ")}.` })
      .nullish(),
    /** As in `statusDetails`, which goes before. */
    ...ignoreConditions,
    assignedTo: z.union([z.string(), z.number().int()]).nullish(),
    hasSeen: z.boolean().nullish().meta({ description: "By the caller." }),
    isBookmarked: z.boolean().nullish().meta({ description: "By the caller." }),
    isPublic: notSupported("Sharing issues with everybody"),
    merge: notSupported("Merging issues"),
    discard: notSupported("Discarding issues"),
    priority: notSupported("The priority of an issue"),
    isSubscribed: notSupported("Subscribing to an issue"),
  })
  .superRefine(checkWindows);

export type IssueChangeBody = z.infer<typeof issueChangeBody>;
