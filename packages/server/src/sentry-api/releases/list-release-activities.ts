import type { Database } from "../../db/database.ts";
import {
  listReleaseActivities,
  type ReleaseActivity,
} from "../../releases/release-activity-store.ts";
import type { Api } from "../api.ts";
import { toSentryDate } from "../to-sentry-date.ts";
import { getReleaseFor, RELEASE_ROOTS, releaseParams } from "./release-scope.ts";

/** `GET …/releases/{version}/activities/` (ours): what those who set its commits are told. */
export function listActivitiesOfRelease(app: Api, { db }: { db: Database }): void {
  for (const root of RELEASE_ROOTS) {
    const path = `${root}:version/activities/`;
    app.get(path, { schema: { params: releaseParams } }, async (request) => {
      const { release } = await getReleaseFor(db, request, request.params);
      return (await listReleaseActivities(db, release.id)).map(toActivity);
    });
  }
}

function toActivity({ id, type, user, data, createdAt }: ReleaseActivity) {
  return {
    id: String(id),
    type,
    user: user ? { id: String(user.id), name: user.name, email: user.email } : null,
    data,
    dateCreated: toSentryDate(createdAt),
  };
}
