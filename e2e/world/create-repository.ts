import { join } from "node:path";
import { addRepository } from "./add-repository.ts";
import { git } from "./git.ts";
import type { JsonClient } from "./json-client.ts";

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
  { bitbucket, folder }: { bitbucket: JsonClient; folder: string },
  projectKey: string,
  slug: string,
): Promise<CreatedRepository> {
  const id = await addRepository(bitbucket, projectKey, slug);
  const clone = join(folder, `${projectKey}-${slug}`);
  await git(folder, "clone", "--quiet", cloneUrl(bitbucket, `${projectKey}/${slug}`), clone);
  await git(clone, "checkout", "--quiet", "-B", "main");
  await git(clone, "commit", "--quiet", "--allow-empty", "-m", "Begin");
  await git(clone, "push", "--quiet", "origin", "main");
  return { projectKey, slug, id, clone };
}

/** With the administrator's password. @param name `KEY/slug` */
export function cloneUrl(bitbucket: JsonClient, name: string): string {
  const address = new URL(`${bitbucket.url}/scm/${name}.git`);
  Object.assign(address, { username: "admin", password: "admin" });
  return address.href;
}
