import { randomBytes } from "node:crypto";
import { type Actor, recordAct } from "../audit/audit-log-store.ts";
import type { Database } from "../db/database.ts";
import type { Role } from "../db/schema.ts";
import { deletePipeline } from "../integrations/pipeline-store.ts";
import {
  addMember,
  countOtherOwners,
  deleteMember,
  hasMembership,
  isMember,
  type Member,
  setRole,
} from "../organizations/member-store.ts";
import { hashPassword } from "../organizations/password.ts";
import { deleteTokensOfUser } from "../organizations/token-store.ts";
import { mayInstall } from "./role-scopes.ts";
import { deleteSessionsOfUser } from "./session-store.ts";
import { createInvitedUser, findUserByEmail, setPasswordForOnce } from "./user-store.ts";

/** An invitation that lies in a mailbox is of no use for longer. */
const INVITATION_MS = 7 * 24 * 60 * 60_000;

export type InviteResult =
  /** The password is for one login, and is known here alone; none for who has one already. */
  { kind: "invited"; memberId: number; password: string | undefined } | { kind: "is-member" };

/** Makes somebody a member: a user who is known, or a new one. */
export async function inviteMember(
  db: Database,
  invitation: { organizationId: number; email: string; role: Role; actor: Actor },
): Promise<InviteResult> {
  const { organizationId, email, role, actor } = invitation;
  // A hash is dear: nobody who is a member already needs one.
  if (await isMember(db, organizationId, email)) return { kind: "is-member" };
  const password = randomBytes(12).toString("base64url");
  const passwordForOnceUntil = Date.now() + INVITATION_MS;
  const once = { passwordHash: await hashPassword(password), passwordForOnceUntil };
  return db.transaction().execute(async (trx) => {
    const user = await findUserByEmail(trx, email);
    const isActive = user !== undefined && (await hasMembership(trx, user.id));
    const userId = user?.id ?? (await createInvitedUser(trx, { email, ...once }));
    if (user && !isActive) await setPasswordForOnce(trx, userId, once);
    const memberId = await addMember(trx, { organizationId, userId, role });
    if (memberId === undefined) return { kind: "is-member" };
    await recordAct(trx, {
      organizationId,
      event: "member.add",
      actor,
      target: email,
      data: { role },
    });
    return { kind: "invited", memberId, password: isActive ? undefined : password };
  });
}

/** @returns false when nobody would own the organization any more; then nothing has changed */
export function changeRole(
  db: Database,
  { organizationId, member, role, actor }: ChangeOfMember & { role: Role },
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    if (role !== "owner" && (await isLastOwner(trx, organizationId, member))) return false;
    await setRole(trx, member.id, role);
    if (!mayInstall(role)) await deletePipeline(trx, { organizationId, userId: member.userId });
    const data = { from: member.role, to: role };
    const act = { organizationId, event: "member.edit", actor, target: member.email } as const;
    await recordAct(trx, { ...act, data });
    return true;
  });
}

/**
 * Removes a member. Who belongs nowhere any more is logged out everywhere, and has no tokens.
 * @returns false when nobody would own the organization any more; then nothing has changed
 */
export function removeMember(
  db: Database,
  { organizationId, member, actor }: ChangeOfMember,
): Promise<boolean> {
  const { id, userId, email, role } = member;
  return db.transaction().execute(async (trx) => {
    if (await isLastOwner(trx, organizationId, member)) return false;
    await deleteMember(trx, id);
    await deletePipeline(trx, { organizationId, userId });
    const act = { organizationId, actor };
    const target = email;
    await recordAct(trx, { ...act, event: "member.remove", target, data: { role } });
    if (await hasMembership(trx, userId)) return true;
    await deleteSessionsOfUser(trx, userId);
    for (const { name } of await deleteTokensOfUser(trx, userId)) {
      const data = { of: email };
      await recordAct(trx, { ...act, event: "user-token.remove", target: name, data });
    }
    return true;
  });
}

interface ChangeOfMember {
  organizationId: number;
  member: Member;
  actor: Actor;
}

/** Asked in the transaction of the change, in which no other owner can leave. */
async function isLastOwner(trx: Database, organizationId: number, { id }: Member) {
  return (await countOtherOwners(trx, organizationId, id)) === 0;
}
