import { z } from "zod";
import { listCommitDetails } from "../../commits/commit-details-store.ts";
import {
  listReleaseCommitIds,
  listReleasesOfCommits,
} from "../../releases/release-commit-store.ts";
import type { Api } from "../api.ts";
import { toSentryCommit } from "../commits/to-sentry-commit.ts";
import { answerPage, pageQuery, parsePage, withOneMore } from "../page.ts";
import { getReleaseFor, READ_SCOPES, RELEASE_ROOTS, releaseParams } from "./release-scope.ts";
import type { ShowReleaseDeps } from "./show-release.ts";

/** `GET …/releases/{version}/commits/`, newest first. */
export function listCommitsOfRelease(app: Api, { db, registry }: ShowReleaseDeps): void {
  const schema = { params: releaseParams, querystring: z.object(pageQuery) };
  for (const root of RELEASE_ROOTS) {
    app.get(`${root}:version/commits/`, { schema }, async (request, reply) => {
      const { release } = await getReleaseFor(db, request, request.params, READ_SCOPES);
      const page = parsePage(request.query);
      const ids = await listReleaseCommitIds(db, release.id, withOneMore(page));
      const shown = answerPage(reply, request, page, ids);
      const releases = await listReleasesOfCommits(db, shown);
      const commits = await listCommitDetails(db, shown);
      return commits.map((commit) => toSentryCommit(commit, registry, releases.get(commit.id)));
    });
  }
}
