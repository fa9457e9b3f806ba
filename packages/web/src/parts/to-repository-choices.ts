import type { RepositoryAnswer } from "@sentry-bitbucket-server/api-contract/repository";

/** Repositories to be chosen from, by number: with the host where those of two have one name. */
export function toRepositoryChoices(
  repositories: readonly Pick<RepositoryAnswer, "id" | "name" | "url">[],
): { value: string; label: string }[] {
  const byName = Map.groupBy(repositories, ({ name }) => name);
  return repositories.map(({ id, name, url }) => {
    const isAlone = byName.get(name)?.length === 1;
    const where = url === null ? "not linked" : new URL(url).host;
    return { value: id, label: isAlone ? name : `${name} (${where})` };
  });
}
