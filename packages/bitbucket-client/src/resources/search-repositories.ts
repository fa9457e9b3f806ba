import { NotFoundError } from "../errors/answer-errors.ts";
import type { RestApi } from "../http/rest-api.ts";
import type { Repository } from "../types.ts";
import { getRepo, getRepos, type RepositoryFilter } from "./repositories.ts";

/**
 * Repositories whose name, slug, project key, project name or `KEY/slug` contains the query, in any
 * case. Bitbucket has no search like it: its filters know no slug, and whether they match within a
 * word is not documented. So they are asked first, for the quick answer, and the whole list after
 * them, unless `limit` is reached before.
 */
export async function searchRepositories(
  api: RestApi,
  query: string,
  limit: number,
  filter: RepositoryFilter = {},
): Promise<Repository[]> {
  const wanted = query.trim().toLowerCase();
  const found = new Map<number, Repository>();
  if (limit <= 0) return [];
  for await (const repository of candidates(api, query.trim(), filter)) {
    if (matches(repository, wanted)) found.set(repository.id, repository);
    if (found.size >= limit) break;
  }
  return [...found.values()];
}

/** Most likely first; the same repository may come more than once. */
async function* candidates(
  api: RestApi,
  query: string,
  { permission }: RepositoryFilter,
): AsyncGenerator<Repository, void, undefined> {
  const [projectkey = "", slug = ""] = query.split("/", 2);
  if (slug !== "") {
    if (projectkey !== "" && permission === undefined) yield* exactRepo(api, projectkey, slug);
    yield* getRepos(api, { permission, name: slug, projectkey: projectkey || undefined });
  } else if (query !== "") {
    yield* getRepos(api, { permission, name: query });
    yield* getRepos(api, { permission, projectkey: query });
    yield* getRepos(api, { permission, projectname: query });
  }
  yield* getRepos(api, { permission });
}

async function* exactRepo(
  api: RestApi,
  projectKey: string,
  slug: string,
): AsyncGenerator<Repository, void, undefined> {
  try {
    yield await getRepo(api, projectKey, slug);
  } catch (error) {
    // A part of a key or slug, which the lists after this will find.
    if (!(error instanceof NotFoundError)) throw error;
  }
}

function matches({ name, slug, project }: Repository, wanted: string): boolean {
  return [name, project.name, `${project.key}/${slug}`].some((text) =>
    text.toLowerCase().includes(wanted),
  );
}
