import { z } from "zod";
import type { NewStatus } from "../../issues/apply-status.ts";
import type { SaidResolution } from "../../issues/manual-resolution.ts";

/** `muted` and `resolvedInNextRelease` are the older words, which sentry-cli sends. */
const STATUSES = ["resolved", "unresolved", "ignored", "resolvedInNextRelease", "muted"] as const;
const ARCHIVED = ["archived_forever", "archived_until_escalating"] as const;

/** Falsy values are what the SDKs send for "not asked". */
const notSupported = (what: string) =>
  z
    .union([z.literal(false), z.null(), z.literal(0), z.tuple([])], {
      error: `${what} is not supported. Leave it out.`,
    })
    .optional();

const statusDetails = z.object({
  inNextRelease: z.boolean().nullish(),
  inRelease: z.string().min(1).nullish(),
  inCommit: z.object({ commit: z.string().min(1), repository: z.string().min(1) }).nullish(),
  ignoreDuration: notSupported("Ignoring for a time"),
  ignoreCount: notSupported("Ignoring for a number of events"),
  ignoreUserCount: notSupported("Ignoring for a number of users"),
});

/** What can be changed of issues, one or many. What else Sentry's own pages send changes nothing. */
export const issueChangeBody = z.object({
  status: z.enum(STATUSES, { error: `status is one of ${STATUSES.join(", ")}.` }).optional(),
  statusDetails: statusDetails.nullish(),
  substatus: z.string().nullish(),
  snoozeDuration: notSupported("Ignoring for a time"),
  ignoreDuration: notSupported("Ignoring for a time"),
  assignedTo: z.union([z.string(), z.number().int()]).nullish(),
  merge: notSupported("Merging issues"),
  discard: notSupported("Discarding issues"),
});

export type IssueChangeBody = z.infer<typeof issueChangeBody>;

/** The status that a body asks for. A resolution is still to be looked up. */
export type AskedStatus =
  | Exclude<NewStatus, { status: "resolved" }>
  | { status: "resolved"; said: SaidResolution };

/** @returns undefined when the status is to stay */
export function toAskedStatus(body: IssueChangeBody): AskedStatus | undefined {
  switch (body.status) {
    case undefined:
      return undefined;
    case "unresolved":
      return { status: body.status };
    case "ignored":
    case "muted": {
      const asked = ARCHIVED.find((substatus) => substatus === body.substatus);
      return { status: "ignored", substatus: asked ?? "archived_forever" };
    }
    case "resolvedInNextRelease":
      return { status: "resolved", said: { kind: "inNextRelease" } };
    case "resolved":
      return { status: "resolved", said: toSaidResolution(body.statusDetails) };
  }
}

function toSaidResolution(details: IssueChangeBody["statusDetails"]): SaidResolution {
  if (details?.inNextRelease) return { kind: "inNextRelease" };
  if (details?.inRelease) return { kind: "inRelease", version: details.inRelease };
  if (!details?.inCommit) return { kind: "plain" };
  const { commit: sha, repository } = details.inCommit;
  return { kind: "inCommit", sha, repository };
}
