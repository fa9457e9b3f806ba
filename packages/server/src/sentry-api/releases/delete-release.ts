import { applyReleaseDeletion } from "../../releases/apply-release-deletion.ts";
import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { ApiError } from "../api-error.ts";
import { getReleaseFor, RELEASE_ROOTS, releaseParams } from "./release-scope.ts";

/** `DELETE …/releases/{version}/`: 204, or 400 while issues refer to it. */
export function deleteRelease(app: Api, { db }: { db: Database }): void {
  for (const root of RELEASE_ROOTS) {
    app.delete(
      `${root}:version/`,
      { schema: { params: releaseParams } },
      async (request, reply) => {
        const { release } = await getReleaseFor(db, request, request.params);
        const issues = await applyReleaseDeletion(db, release.id);
        if (issues === 0) return reply.status(204).send();
        // The beginning is Sentry's own, which scripts may look for.
        const refusal = "This release is referenced by active issues and cannot be removed.";
        const count = issues === 1 ? "One issue was" : `${issues} issues were`;
        throw new ApiError(400, `${refusal} ${count} first seen in it. Archive it instead.`);
      },
    );
  }
}
