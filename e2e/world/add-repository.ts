import type { JsonClient } from "./json-client.ts";

/**
 * Makes a repository in Bitbucket, and its project when it is not there.
 * @returns Bitbucket's number of the repository
 */
export async function addRepository(
  bitbucket: JsonClient,
  projectKey: string,
  name: string,
): Promise<number> {
  const projects = "/rest/api/1.0/projects";
  const { values } = await bitbucket.call<{ values: { key: string }[] }>(
    "GET",
    `${projects}?limit=1000`,
  );
  if (!values.some((project) => project.key === projectKey)) {
    const project = { key: projectKey, name: `Project ${projectKey}` };
    await bitbucket.call("POST", projects, project);
  }
  const wanted = { name, defaultBranch: "main" };
  const made = await bitbucket.call<{ id: number }>(
    "POST",
    `${projects}/${projectKey}/repos`,
    wanted,
  );
  return made.id;
}
