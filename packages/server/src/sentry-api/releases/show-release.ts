import type { Database } from "../../db/database.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import { findReleaseById } from "../../releases/release-store.ts";
import { summarizeReleases } from "../../releases/release-summary-store.ts";
import { notFound } from "../api-error.ts";
import { toSentryRelease } from "./to-sentry-release.ts";

/** What every answer about releases needs. */
export interface ShowReleaseDeps {
  db: Database;
  /** Names the provider of a commit's repository. */
  registry: ProviderRegistry;
}

/** @throws ApiError when it was deleted while the request was under way */
export async function showChangedRelease(deps: ShowReleaseDeps, id: number) {
  const shown = await showRelease(deps, id);
  if (!shown) throw notFound("The release was deleted meanwhile. Create it again.");
  return shown;
}

/** The release as it is now, as an answer; null when there is none. */
export async function showRelease({ db, registry }: ShowReleaseDeps, id: number | null) {
  const release = id === null ? undefined : await findReleaseById(db, id);
  const [summary] = await summarizeReleases(db, release ? [release] : []);
  return summary ? toSentryRelease(summary, registry) : null;
}
