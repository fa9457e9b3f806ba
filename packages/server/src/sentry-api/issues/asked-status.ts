import { ARCHIVED, type NewStatus, OPEN, UNTIL_CONDITION } from "../../issues/apply-status.ts";
import type { SaidResolution } from "../../issues/manual-resolution.ts";
import type { Snooze } from "../../issues/snooze-store.ts";
import { ApiError } from "../api-error.ts";
import type { IgnoreConditions } from "./ignore-conditions.ts";
import type { IssueChangeBody } from "./issue-change-body.ts";

/** The status that a body asks for. A resolution is still to be looked up. */
export type AskedStatus =
  | Exclude<NewStatus, { status: "resolved" }>
  | { status: "resolved"; said: SaidResolution };

/**
 * A substatus alone says its status too.
 * @param now epoch ms
 * @returns undefined when the status is to stay
 * @throws ApiError 400 when status and substatus do not go together
 */
export function toAskedStatus(body: IssueChangeBody, now: number): AskedStatus | undefined {
  const open = OPEN.find((substatus) => substatus === body.substatus);
  const archived = ARCHIVED.find((substatus) => substatus === body.substatus);
  switch (body.status ?? (open ? "unresolved" : archived && "ignored")) {
    case undefined:
      return undefined;
    case "unresolved":
      if (archived) throw mismatch(body, OPEN);
      return { status: "unresolved", substatus: open };
    case "ignored":
    case "muted": {
      const snooze = toSnooze(body, now);
      if (open) throw mismatch(body, ARCHIVED);
      if (archived === UNTIL_CONDITION && !snooze) {
        throw new ApiError(400, { substatus: [NO_CONDITION] });
      }
      if (archived && archived !== UNTIL_CONDITION && snooze) {
        throw new ApiError(400, { substatus: [HAS_CONDITION] });
      }
      return { status: "ignored", substatus: archived, snooze };
    }
    case "resolvedInNextRelease":
      if (open ?? archived) throw mismatch(body, []);
      return { status: "resolved", said: { kind: "inNextRelease" } };
    case "resolved":
      if (open ?? archived) throw mismatch(body, []);
      return { status: "resolved", said: toSaidResolution(body.statusDetails) };
  }
}

const NO_CONDITION = "Say the condition: ignoreDuration, ignoreCount or ignoreUserCount.";
const HAS_CONDITION = `An issue that is ignored until a condition is met is ${UNTIL_CONDITION}. Say that, or leave the condition out.`;

function mismatch({ status, substatus }: IssueChangeBody, fitting: readonly string[]): ApiError {
  const advice = fitting.length === 0 ? "Leave it out" : `Use one of ${fitting.join(", ")}`;
  const sentence = `An issue that is ${status} cannot be ${substatus}. ${advice}.`;
  return new ApiError(400, { substatus: [sentence] });
}

/** Sentry takes it in both places. */
function toSnooze(body: IssueChangeBody, now: number): Snooze | undefined {
  return toSnoozeOf(body.statusDetails ?? {}, now) ?? toSnoozeOf(body, now);
}

/** 0 is what clients send for "not asked". */
function toSnoozeOf(said: IgnoreConditions, now: number): Snooze | undefined {
  const minutes = said.ignoreDuration || said.snoozeDuration;
  const snooze = {
    until: minutes ? now + minutes * 60_000 : null,
    count: said.ignoreCount || null,
    countWindow: said.ignoreWindow || null,
    userCount: said.ignoreUserCount || null,
    userWindow: said.ignoreUserWindow || null,
  };
  return snooze.until || snooze.count || snooze.userCount ? snooze : undefined;
}

function toSaidResolution(details: IssueChangeBody["statusDetails"]): SaidResolution {
  if (details?.inNextRelease) return { kind: "inNextRelease" };
  if (details?.inRelease) return { kind: "inRelease", version: details.inRelease };
  if (!details?.inCommit) return { kind: "plain" };
  const { commit: sha, repository } = details.inCommit;
  return { kind: "inCommit", sha, repository };
}
