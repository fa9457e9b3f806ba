import { join } from "node:path";
import { git } from "./git.ts";
import type { Clients } from "./start-world.ts";

export interface CreatedRepository {
  projectKey: string;
  slug: string;
  /** Bitbucket's number. */
  id: number;
  /** The folder of a clone whose `main` has one commit, pushed. */
  clone: string;
}

/** Makes a repository in Bitbucket, and its project when it is not there, and clones it. */
export async function createRepository(
  world: Clients,
  projectKey: string,
  slug: string,
): Promise<CreatedRepository> {
  const { bitbucket } = world;
  const { values } = await bitbucket.call<{ values: { key: string }[] }>(
    "GET",
    "/rest/api/1.0/projects?limit=1000",
  );
  if (!values.some((project) => project.key === projectKey)) {
    await bitbucket.call("POST", "/rest/api/1.0/projects", { key: projectKey, name: projectKey });
  }
  const { id } = await bitbucket.call<{ id: number }>(
    "POST",
    `/rest/api/1.0/projects/${projectKey}/repos`,
    { name: slug, defaultBranch: "main" },
  );
  const clone = join(world.folder, `${projectKey}-${slug}`);
  const address = new URL(`${world.sandboxUrl}/scm/${projectKey}/${slug}.git`);
  address.username = "admin";
  address.password = "admin";
  await git(world.folder, "clone", "--quiet", address.href, clone);
  await git(clone, "checkout", "--quiet", "-B", "main");
  await git(clone, "commit", "--quiet", "--allow-empty", "-m", "Begin");
  await git(clone, "push", "--quiet", "origin", "main");
  return { projectKey, slug, id, clone };
}
