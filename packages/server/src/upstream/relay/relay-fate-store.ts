import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { RELAY_ISSUE } from "../issues/enqueue-relay-issues.ts";
import { RELAY_RELEASE } from "../releases/enqueue-relay-release.ts";

/** What becomes of a job that was given up, and of what it was to send. */
type Fate = { state: "failed" | "skipped"; reason: string } | { state: "pending"; reason: null };

const DISMISSED: Fate = { state: "skipped", reason: "Its job was dismissed." };
const REPLAYED: Fate = { state: "pending", reason: null };

const releaseSchema = z.object({ releaseId: z.number(), revision: z.number() });
const issueSchema = z.object({ id: z.number() });

/** By kind: what was to be sent has failed when its job is given up, whoever gives it up. */
export const failRelayed = {
  [RELAY_RELEASE]: (trx: Database, payload: unknown, reason: string) =>
    settleRelease(trx, payload, { state: "failed", reason }),
  [RELAY_ISSUE]: (trx: Database, payload: unknown, reason: string) =>
    settleIssue(trx, payload, { state: "failed", reason }),
};

/** By kind: it has not failed any more when its job begins anew; an issue is then asked for by a person. */
export const reopenRelayed = {
  [RELAY_RELEASE]: (trx: Database, payload: unknown) => settleRelease(trx, payload, REPLAYED),
  [RELAY_ISSUE]: (trx: Database, payload: unknown) => settleIssue(trx, payload, REPLAYED),
};

/** By kind: nobody waits for it any more when its job is dismissed. */
export const dismissRelayed = {
  [RELAY_RELEASE]: (trx: Database, payload: unknown) => settleRelease(trx, payload, DISMISSED),
  [RELAY_ISSUE]: (trx: Database, payload: unknown) => settleIssue(trx, payload, DISMISSED),
};

/** What is given up was open; what begins anew, or is dismissed, had failed. */
const fromStates = ({ state }: Fate) =>
  state === "failed" ? (["pending", "sending"] as const) : (["failed"] as const);

async function settleRelease(trx: Database, payload: unknown, fate: Fate): Promise<void> {
  const { data } = releaseSchema.safeParse(payload);
  // Its job, too, can have done nothing with it.
  if (!data) return;
  const now = Date.now();
  await trx
    .updateTable("relayedReleases")
    .set(({ eb }) => ({
      ...fate,
      updatedAt: now,
      ...(fate.state === "failed" && { attempts: eb("attempts", "+", 1) }),
      ...(fate.state === "pending" && { attempts: 0, pendingSince: now }),
    }))
    .where("releaseId", "=", data.releaseId)
    .where("revision", "=", data.revision)
    .where("state", "in", fromStates(fate))
    .execute();
}

async function settleIssue(trx: Database, payload: unknown, fate: Fate): Promise<void> {
  const { data } = issueSchema.safeParse(payload);
  if (!data) return;
  const now = Date.now();
  await trx
    .updateTable("relayedIssues")
    .set(({ eb }) => ({
      ...fate,
      updatedAt: now,
      ...(fate.state === "failed" && { attempts: eb("attempts", "+", 1) }),
      ...(fate.state === "pending" && {
        attempts: 0,
        pendingSince: now,
        askedAt: now,
        sendingSince: null,
      }),
    }))
    .where("id", "=", data.id)
    .where("state", "in", fromStates(fate))
    .execute();
}
