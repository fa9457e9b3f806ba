import { z } from "zod";
import type { NamedRelease } from "./find-candidates.ts";
import type { SentryClient } from "../client/sentry-client.ts";
import { type UpstreamProject, upstreamProjectSchema } from "../client/upstream-project.ts";

/** A release as a list of the upstream tells it. */
const releaseSchema = z.object({
  version: z.string(),
  ref: z.string().nullish(),
  dateCreated: z.iso.datetime({ offset: true }),
  dateReleased: z.iso.datetime({ offset: true }).nullish(),
  commitCount: z.number().nullish(),
  deployCount: z.number().nullish(),
  projects: z.array(upstreamProjectSchema).default([]),
});

const deploySchema = z.object({ name: z.string().nullish(), url: z.string().nullish() });

/** A release of an upstream, as far as completing it matters. Times are epoch milliseconds. */
export interface UpstreamRelease {
  version: string;
  ref: string | null;
  createdAt: number;
  dateReleased: number | null;
  commitCount: number;
  deployCount: number;
  projects: UpstreamProject[];
}

/** What the upstream gives with one call. */
export const RELEASES_PER_PAGE = 100;

/**
 * The releases of the upstream, newest first, page by page as they are read.
 * @throws UpstreamError
 */
export async function* listUpstreamReleases(
  client: SentryClient,
): AsyncGenerator<UpstreamRelease, void, undefined> {
  const path = client.pathOf(`releases/?per_page=${RELEASES_PER_PAGE}`);
  for await (const release of client.list(path, z.array(releaseSchema))) {
    yield toRelease(release);
  }
}

/**
 * The newest releases of a project.
 * @throws UpstreamError
 */
export async function listProjectReleases(
  client: SentryClient,
  project: string,
  limit: number,
): Promise<UpstreamRelease[]> {
  const path = client.projectPathOf(project, `releases/?per_page=${limit}`);
  const releases = await client.ask({ method: "GET", path }, z.array(releaseSchema));
  return releases.map(toRelease);
}

/**
 * What the deploys of a release are called.
 * @throws UpstreamError
 */
export async function listDeploys(
  client: SentryClient,
  version: string,
): Promise<NamedRelease["deploys"]> {
  const path = client.pathOf(`releases/${encodeURIComponent(version)}/deploys/`);
  const deploys = await client.ask({ method: "GET", path }, z.array(deploySchema));
  return deploys.map(({ name, url }) => ({ name: name ?? null, url: url ?? null }));
}

function toRelease(release: z.infer<typeof releaseSchema>): UpstreamRelease {
  const { version, ref, dateCreated, dateReleased, commitCount, deployCount, projects } = release;
  return {
    version,
    ref: ref ?? null,
    createdAt: Date.parse(dateCreated),
    dateReleased: dateReleased ? Date.parse(dateReleased) : null,
    commitCount: commitCount ?? 0,
    deployCount: deployCount ?? 0,
    projects,
  };
}
