import { NOT_IN_SENTRY } from "@sentry-bitbucket-server/api-contract/not-in-sentry";
import { z } from "zod";
import { listCommitDetails } from "../../commits/commit-details-store.ts";
import type { Database } from "../../db/database.ts";
import { findKnownRepositoryOf } from "../../integrations/known-repository-store.ts";
import {
  type ListedCommit,
  listReleaseCommits,
  listReleasesOfCommits,
} from "../../releases/release-commit-store.ts";
import type { Api } from "../api.ts";
import { notFound } from "../api-error.ts";
import { toSentryCommit } from "../commits/to-sentry-commit.ts";
import { isSentryCli } from "../is-sentry-cli.ts";
import { answerPage, byNumber, pageQuery, parsePage } from "../page.ts";
import { cliCommitsNote } from "./cli-commits-note.ts";
import { getReleaseFor, RELEASE_ROOTS, releaseParams } from "./release-scope.ts";
import type { ShowReleaseDeps } from "./show-release.ts";

const byPosition = byNumber((commit: ListedCommit) => commit.position);

const querystring = z.object({
  ...pageQuery,
  repo_name: z.string().optional().meta({ description: "Those of one repository." }),
  repository: z.coerce
    .number()
    .int()
    .optional()
    .meta({
      ...NOT_IN_SENTRY,
      description: "The same by its `id`, where those of two hosts have one name.",
    }),
});

/** `GET …/releases/{version}/commits/`, newest first. */
export function listCommitsOfRelease(app: Api, { db, registry }: ShowReleaseDeps): void {
  const schema = { params: releaseParams, querystring };
  for (const root of RELEASE_ROOTS) {
    app.get(`${root}:version/commits/`, { schema }, async (request, reply) => {
      const { organization, release } = await getReleaseFor(db, request, request.params);
      const page = parsePage(request.query, byPosition);
      const repository = await findRepositoryId(db, organization.id, request.query);
      const rows = await listReleaseCommits(db, release.id, page, repository);
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

/** @throws ApiError 404 when there is no such one */
async function findRepositoryId(
  db: Database,
  organizationId: number,
  { repository: id, repo_name: name }: z.infer<typeof querystring>,
): Promise<number | undefined> {
  const named = id ?? name;
  if (!named) return undefined;
  const repository = await findKnownRepositoryOf(db, organizationId, named);
  if (!repository) throw notFound(`There is no repository ${named} in this organization.`);
  return repository.id;
}
