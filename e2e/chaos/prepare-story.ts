import { join } from "node:path";
import { connectWithAccessToken, linkRepository } from "../world/connect.ts";
import type { JsonClient } from "../world/json-client.ts";
import { createProject, reportCrash } from "../world/report-crash.ts";
import type { ChaosWorld } from "./chaos-world.ts";
import { importCommits } from "./story/import-commits.ts";
import { type Clone, push } from "./story/push.ts";
import { BITBUCKET_PROJECT, type RepositoryStory, type Story } from "./story/story.ts";
import type { PushedRepository } from "./truth/expect-world.ts";

/** A repository that is linked, and ready for the pushes of its story. */
export interface PreparedRepository extends PushedRepository {
  clone: Clone;
}

/** Makes all that has to be there before things go wrong: issues, repositories and their links. */
export async function prepareStory(world: ChaosWorld, story: Story): Promise<PreparedRepository[]> {
  await Promise.all(story.projects.map((project) => makeIssues(world.tracker, project)));
  await world.bitbucket.call("POST", "/rest/api/1.0/projects", {
    key: BITBUCKET_PROJECT,
    name: BITBUCKET_PROJECT,
  });
  const repositories: PreparedRepository[] = [];
  for (const repository of story.repositories) {
    repositories.push(await makeRepository(world, repository));
  }
  const integrationId = await connectWithAccessToken(world);
  for (const { story, clone } of repositories) {
    for (const planned of story.pushes.slice(0, story.pushesBeforeLink)) await push(clone, planned);
    await linkRepository(world, integrationId, `${BITBUCKET_PROJECT}/${story.slug}`);
  }
  return repositories;
}

/** One after another, so that their numbers follow the fingerprints. */
async function makeIssues(service: JsonClient, { slug, issues }: Story["projects"][number]) {
  const dsn = await createProject({ service }, slug);
  for (let n = 1; n <= issues; n++) await reportCrash(dsn, { fingerprint: String(n) });
}

async function makeRepository(
  world: ChaosWorld,
  story: RepositoryStory,
): Promise<PreparedRepository> {
  const { id } = await world.bitbucket.call<{ id: number }>(
    "POST",
    `/rest/api/1.0/projects/${BITBUCKET_PROJECT}/repos`,
    { name: story.slug, defaultBranch: "main" },
  );
  const url = new URL(`${world.sandboxUrl}/scm/${BITBUCKET_PROJECT}/${story.slug}.git`);
  url.username = "admin";
  url.password = "admin";
  const gitDir = join(world.folder, "clones", `${story.slug}.git`);
  const shas = await importCommits(gitDir, story);
  const clone = { gitDir, url: url.href, shas };
  return { story, shas, clone, gitDir: world.bareRepository(id) };
}
