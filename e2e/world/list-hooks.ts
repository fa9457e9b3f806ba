import type { JsonClient } from "./json-client.ts";

export interface Hook {
  id: number;
  url: string;
  active: boolean;
  events: string[];
}

/** The webhooks that a repository has in Bitbucket. */
export async function listHooks(
  bitbucket: JsonClient,
  projectKey: string,
  slug: string,
): Promise<Hook[]> {
  const path = `/rest/api/1.0/projects/${projectKey}/repos/${slug}/webhooks?limit=1000`;
  return (await bitbucket.call<{ values: Hook[] }>("GET", path)).values;
}
