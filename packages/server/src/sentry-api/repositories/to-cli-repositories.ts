import type { KnownRepository } from "../../integrations/known-repository-store.ts";
import type { Repository } from "../../integrations/repository-store.ts";
import type { IntegrationProvider } from "../../integrations/integration-provider.ts";
import { toSentryRepository } from "./to-sentry-repository.ts";

/**
 * A repository as sentry-cli needs it to find the one that a clone belongs to (`set-commits --auto`).
 * It knows a clone over SSH by the `/browse` address, but one over HTTP only by the clone link itself, so
 * the repository comes twice; and a third time with its link over SSH when that is at another host than
 * the page. The names must differ, since it looks the address up by name; they may
 * differ in case alone, which `findRepositoryByName` does not mind. Measured with 2.58.6 and 3.8.0,
 * also for context paths and personal projects.
 */
export function toCliRepositories(
  repository: KnownRepository,
  provider: IntegrationProvider | undefined,
) {
  const row = toSentryRepository(repository, provider);
  if (repository.integrationId === null) return [row];
  const names = [row.name, ...otherSpellings(row.name)];
  return [row.url, ...cloneLinksToTell(repository)].flatMap((url, index) => {
    const name = names[index];
    return name === undefined ? [] : { ...row, name, url };
  });
}

/** The link over SSH is needed only where its host is not that of the page. */
function cloneLinksToTell({ url, cloneUrl, sshCloneUrl }: Repository): string[] {
  const links = cloneUrl === null ? [] : [cloneUrl];
  if (sshCloneUrl !== null && hostOf(sshCloneUrl) !== hostOf(url)) links.push(sshCloneUrl);
  return links;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : "";
}

/** A project's key begins with a letter, so there is one at least; two, but for a name like `A/1`. */
function otherSpellings(name: string): string[] {
  const lower = name.toLowerCase();
  const upper = name.toUpperCase();
  const mixed = lower.replace(/[a-z]/, (letter) => letter.toUpperCase());
  return [...new Set([lower, upper, mixed])].filter((spelling) => spelling !== name);
}
