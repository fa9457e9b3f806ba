import { z } from "zod";
import { listCommitDetails } from "../../commits/commit-details-store.ts";
import {
  type ListedCommit,
  listReleaseCommits,
  listReleasesOfCommits,
} from "../../releases/release-commit-store.ts";
import type { Api } from "../api.ts";
import { toSentryCommit } from "../commits/to-sentry-commit.ts";
import { isSentryCli } from "../is-sentry-cli.ts";
import { answerPage, byNumber, pageQuery, parsePage } from "../page.ts";
import { cliCommitsNote } from "./cli-commits-note.ts";
import { getReleaseFor, RELEASE_ROOTS, releaseParams } from "./release-scope.ts";
import type { ShowReleaseDeps } from "./show-release.ts";

const byPosition = byNumber((commit: ListedCommit) => commit.position);

/** `GET …/releases/{version}/commits/`, newest first. */
export function listCommitsOfRelease(app: Api, { db, registry }: ShowReleaseDeps): void {
  const schema = { params: releaseParams, querystring: z.object(pageQuery) };
  for (const root of RELEASE_ROOTS) {
    app.get(`${root}:version/commits/`, { schema }, async (request, reply) => {
      const { release } = await getReleaseFor(db, request, request.params);
      const page = parsePage(request.query, byPosition);
      const rows = await listReleaseCommits(db, release.id, page);
      const listed = answerPage(reply, request, { page, rows, order: byPosition });
      const shown = listed.map((commit) => commit.id);
      const releases = await listReleasesOfCommits(db, shown);
      const commits = await listCommitDetails(db, shown);
      const answer = commits.map((commit) =>
        toSentryCommit(commit, registry, releases.get(commit.id)),
      );
      const isFirst = page.from === undefined;
      const note =
        isFirst && isSentryCli(request.headers["user-agent"]) ? cliCommitsNote(release) : [];
      return [...note, ...answer];
    });
  }
}
