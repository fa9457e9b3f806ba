import {
  BadRequestError,
  type BitbucketServerClient,
} from "@sentry-bitbucket-server/bitbucket-client";
import type { RepositoryAddress } from "../types.ts";
import { findAncestor } from "./find-ancestor.ts";
import { isNoSuchCommit } from "./no-such-commit.ts";
import { parseRevision } from "./revision.ts";

const FULL_SHA = /^[0-9a-f]{40}$/i;
/** git abbreviates to no less than 4. */
const SHORT_SHA = /^[0-9a-f]{4,39}$/i;

/**
 * The full sha behind whatever names a commit, found as git finds it: a full sha is a sha, else a tag
 * goes before a branch and a branch before a short sha. An annotated tag is its commit.
 */
export async function resolveCommit(
  client: BitbucketServerClient,
  repository: RepositoryAddress,
  text: string,
): Promise<string | undefined> {
  const revision = parseRevision(text);
  if (!revision) return undefined;
  const start = await resolveName(client, repository, revision.base);
  if (start === undefined || revision.steps.length === 0) return start;
  const { projectKey, slug } = repository;
  const history = client.getCommits(projectKey, slug, { until: start });
  return findAncestor(toParented(history), start, revision.steps);
}

async function resolveName(
  client: BitbucketServerClient,
  { projectKey, slug }: RepositoryAddress,
  name: string,
): Promise<string | undefined> {
  const byId = () => existing(client.getCommit(projectKey, slug, name));
  const byRef = async (until: string) =>
    existing(client.getLastCommits(projectKey, slug, { until, limit: 1 }).then(([last]) => last));
  if (FULL_SHA.test(name)) return byId();
  if (name === "HEAD") return byRef((await client.getDefaultBranch(projectKey, slug)).id);
  if (name.startsWith("refs/")) return byRef(name);
  return (
    (await byRef(`refs/tags/${name}`)) ??
    (await byRef(`refs/heads/${name}`)) ??
    (SHORT_SHA.test(name) ? byId() : undefined)
  );
}

/** Bitbucket refuses a malformed name with 400 where it answers 404 for one that it does not know. */
async function existing(commit: Promise<{ id: string } | undefined>): Promise<string | undefined> {
  try {
    return (await commit)?.id;
  } catch (error) {
    if (isNoSuchCommit(error) || error instanceof BadRequestError) return undefined;
    throw error;
  }
}

async function* toParented(commits: AsyncIterable<{ id: string; parents: string[] }>) {
  for await (const { id, parents } of commits) yield { sha: id, parents };
}
