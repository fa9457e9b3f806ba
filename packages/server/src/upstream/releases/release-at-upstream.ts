import { createHash } from "node:crypto";
import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { listReleaseProjects } from "../../releases/release-project-store.ts";
import type { Release } from "../../releases/release-store.ts";
import { orAbsent } from "../client/or-absent.ts";
import type { SentryClient } from "../client/sentry-client.ts";
import type { UpstreamCommit } from "./to-upstream-commits.ts";
import { UpstreamError } from "../client/upstream-error.ts";

/** While Sentry takes the commits of a release it holds a lock for up to so long. */
export const TAKING_MS = 10 * 60_000;

const releaseSchema = z.object({
  version: z.string(),
  commitCount: z.number().nullish(),
  lastCommit: z.object({ id: z.string() }).nullish(),
});

/** A release as the upstream has it, as far as its commits matter. */
export type ReleaseThere = z.infer<typeof releaseSchema>;

const pathOf = (client: SentryClient, version: string): string =>
  client.pathOf(`releases/${encodeURIComponent(version)}/`);

/** @throws UpstreamError */
export function findUpstreamRelease(
  client: SentryClient,
  version: string,
): Promise<ReleaseThere | undefined> {
  return orAbsent(client.ask({ method: "GET", path: pathOf(client, version) }, releaseSchema));
}

/**
 * All of them, however many pages that takes.
 * @throws UpstreamError
 */
export async function listCommitIds(client: SentryClient, version: string): Promise<string[]> {
  const path = `${pathOf(client, version)}commits/`;
  const ids: string[] = [];
  for await (const { id } of client.list(path, z.array(z.object({ id: z.string() })))) ids.push(id);
  return ids;
}

/** What tells a list of commits from another one, whatever their order. */
export function digestOf(ids: readonly string[]): string {
  return createHash("sha256").update(ids.toSorted().join("\n")).digest("hex");
}

/** @throws UpstreamError */
export async function createUpstreamRelease(
  db: Database,
  client: SentryClient,
  { id, version }: Release,
): Promise<void> {
  const projects = await listReleaseProjects(db, id);
  const body = { version, projects: projects.map(({ slug }) => slug) };
  await client.send({ method: "POST", path: client.pathOf("releases/"), body });
}

/**
 * Sets the commits of a release, all at once, since each call replaces those before. The files are what makes
 * it large.
 * @returns what had to be left out
 * @throws UpstreamError
 */
export async function putCommits(
  client: SentryClient,
  version: string,
  commits: UpstreamCommit[],
): Promise<{ notes: string[] } | "no-such-release"> {
  const send = async (sent: Partial<UpstreamCommit>[]) => {
    const body = { commits: sent };
    const call = { method: "PUT" as const, path: pathOf(client, version), body };
    const answer = await orAbsent(client.send({ ...call, timeoutMs: TAKING_MS }));
    return answer !== undefined;
  };
  try {
    return (await send(commits)) ? { notes: [] } : "no-such-release";
  } catch (error) {
    if (!(error instanceof UpstreamError && error.code === "upstream_too_large")) throw error;
    const isTaken = await send(commits.map(({ patch_set: _files, ...commit }) => commit));
    return isTaken ? { notes: [WITHOUT_FILES] } : "no-such-release";
  }
}

const WITHOUT_FILES =
  "The files of its commits were left out: Sentry does not take so much at once.";
