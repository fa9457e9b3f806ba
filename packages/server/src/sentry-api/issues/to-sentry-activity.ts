import type { Activity } from "../../issues/activity-store.ts";
import type { ActivityAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import { toSentryDate } from "../to-sentry-date.ts";

/** Something that happened to an issue, as Sentry tells it. */
export function toSentryActivity({ id, type, user, data, createdAt }: Activity): ActivityAnswer {
  return {
    id: String(id),
    type,
    user: user ? { id: String(user.id), name: user.name, email: user.email } : null,
    data,
    dateCreated: toSentryDate(createdAt),
  };
}
