import { scopesOf } from "../../accounts/role-scopes.ts";
import type { Member } from "../../organizations/member-store.ts";
import type { MemberAnswer } from "@sentry-bitbucket-server/api-contract/member";
import { toSentryDate } from "../to-sentry-date.ts";

/** A member as Sentry tells it. */
export function toSentryMember(member: Member): MemberAnswer {
  const { id, userId, email, name, role, isPending, createdAt } = member;
  return {
    id: String(id),
    email,
    name,
    user: { id: String(userId), email, username: email, name, isActive: true },
    role,
    orgRole: role,
    roleName: `${role.charAt(0).toUpperCase()}${role.slice(1)}`,
    scopes: [...scopesOf(role)],
    pending: isPending,
    expired: false,
    dateCreated: toSentryDate(createdAt),
  };
}
