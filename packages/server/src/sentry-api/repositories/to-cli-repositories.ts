import type { Repository } from "../../integrations/repository-store.ts";
import type { IntegrationProvider } from "../../integrations/types.ts";
import { toSentryRepository } from "./to-sentry-repository.ts";

/**
 * A repository as sentry-cli needs it to find the one that a clone belongs to (`set-commits --auto`).
 * It knows a clone over SSH by the `/browse` address, but one over HTTP only by the clone link itself, so
 * the repository comes twice. The names must differ, since it looks the address up by name; they may
 * differ in case alone, which `findRepositoryByName` does not mind. Measured with 2.58.6 and 3.8.0,
 * also for context paths and personal projects.
 */
export function toCliRepositories(repository: Repository, provider: IntegrationProvider) {
  const row = toSentryRepository(repository, provider);
  if (repository.cloneUrl === null) return [row];
  return [row, { ...row, name: inOtherCase(row.name), url: repository.cloneUrl }];
}

export function isSentryCli(userAgent: string | undefined): boolean {
  return userAgent?.startsWith("sentry-cli/") ?? false;
}

/** A project's key begins with a letter, so one of the two always differs. */
function inOtherCase(name: string): string {
  const lower = name.toLowerCase();
  return lower === name ? name.toUpperCase() : lower;
}
