import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { isAncestor } from "../git/is-ancestor.ts";
import { resolveCommits } from "../git/resolve-commits.ts";
import type { Access } from "../http/access.ts";
import { BitbucketError, noSuchBranch } from "../http/bitbucket-error.ts";
import { type Paging, rowsOf } from "../http/paging.ts";
import { parseBody } from "../http/parse-body.ts";
import { queryChoice } from "../http/query.ts";
import type { Instance } from "../instance.ts";
import type { Repository } from "../state/entities.ts";
import type { Pushes } from "../scm/pushes.ts";
import type { WebhookEvents } from "../webhooks/webhook-events.ts";
import { epochDate } from "../wire/dates.ts";
import { refDisplayId } from "../wire/to-ref.ts";
import { toPullRequest } from "../wire/to-pull-request.ts";
import { getPullRequest } from "./get-pull-request.ts";
import { registerPullRequestMerge } from "./pull-request-merge.ts";

const ref = z.object({ id: z.string().min(1) });
const newPullRequest = z.object({
  title: z.string().min(1).max(255),
  description: z.string().optional(),
  fromRef: ref,
  toRef: ref,
});

/** `R/pull-requests`: between branches of one repository; made, shown, listed and merged, nothing else. */
export function registerPullRequests(
  app: FastifyInstance,
  instance: Instance,
  access: Access,
  paging: Paging,
  events: WebhookEvents,
  pushes: Pushes,
): void {
  const { state } = instance;

  app.get("/pull-requests", async (request) => {
    const { repository } = access.repository(request, "REPO_READ");
    const wanted = queryChoice(request, "state", ["OPEN", "DECLINED", "MERGED", "ALL"]) ?? "OPEN";
    const rows = state.pullRequests
      .filter(
        (row) => row.repositoryId === repository.id && (wanted === "ALL" || row.state === wanted),
      )
      .toReversed();
    const page = await paging.page(request, rowsOf(rows));
    const values = page.values.map((row) => toPullRequest(row, instance, epochDate));
    return { ...page, values: await Promise.all(values) };
  });

  app.post("/pull-requests", async (request, reply) => {
    const { repository } = access.repository(request, "REPO_READ");
    const author = access.user(request);
    const body = parseBody(request, newPullRequest);
    const branches = await checkBranches(instance, repository, body);
    const now = Date.now();
    const pullRequest = state.pullRequests.insert({
      number: state.pullRequests.filter((row) => row.repositoryId === repository.id).length + 1,
      repositoryId: repository.id,
      version: 0,
      title: body.title,
      description: body.description,
      state: "OPEN",
      ...branches,
      authorId: author.id,
      createdDate: now,
      updatedDate: now,
    });
    const write = (date: typeof epochDate) => toPullRequest(pullRequest, instance, date);
    await events.pullRequest("pr:opened", author, repository, write);
    return reply.status(201).send(await write(epochDate));
  });

  app.get("/pull-requests/:pullRequestId", async (request) => {
    const { repository } = access.repository(request, "REPO_READ");
    return toPullRequest(getPullRequest(instance, repository, request), instance, epochDate);
  });

  registerPullRequestMerge(app, instance, access, events, pushes);
}

/** @throws BitbucketError 404 for a missing branch, 409 where there is nothing to ask for */
async function checkBranches(
  instance: Instance,
  { id, slug }: Repository,
  body: z.output<typeof newPullRequest>,
): Promise<{ fromRefId: string; toRefId: string }> {
  const fromRefId = fullName(body.fromRef.id);
  const toRefId = fullName(body.toRef.id);
  const gitDir = instance.gitDir(id);
  const [from, to] = await resolveCommits(gitDir, [fromRefId, toRefId]);
  if (!from) throw noSuchBranch(refDisplayId(fromRefId), slug);
  if (!to) throw noSuchBranch(refDisplayId(toRefId), slug);
  if (await isAncestor(gitDir, from, to)) {
    const message = `${refDisplayId(toRefId)} is already up-to-date with branch ${refDisplayId(fromRefId)} in repository ${slug}.`;
    throw new BitbucketError(409, "pull.EmptyPullRequestException", message);
  }
  const same = instance.state.pullRequests.find(
    (row) =>
      row.repositoryId === id &&
      row.state === "OPEN" &&
      row.fromRefId === fromRefId &&
      row.toRefId === toRefId,
  );
  if (same) {
    const message = "Only one pull request may be open for a given source and target branch";
    throw new BitbucketError(409, "pull.DuplicatePullRequestException", message);
  }
  return { fromRefId, toRefId };
}

function fullName(id: string): string {
  return id.startsWith("refs/") ? id : `refs/heads/${id}`;
}
