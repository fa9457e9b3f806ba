import type { Database } from "../db/database.ts";
import { endSentence } from "./end-sentence.ts";
import { hookUrl } from "./hook-url.ts";
import type { Installations } from "./installations.ts";
import { IntegrationError } from "./integration-error.ts";
import { getHookSecret } from "./hook-secret-store.ts";
import { storeHook, storeHookDetail, storeHookTest } from "./hook-store.ts";
import { getRepository, type Repository } from "./repository-store.ts";
import type { SecretBox } from "./secret-box.ts";
import { testRepositoryHook } from "./test-repository-hook.ts";
import type { HookInspection, IntegrationInstallation } from "./types.ts";

export interface CheckHookDeps {
  db: Database;
  installations: Installations;
  secretBox: SecretBox;
  publicUrl: string;
}

export interface HookCheck {
  repository: Repository;
  /** What was not as it had to be, and is now: see `HookInspection`. */
  repaired: string[];
  /** Why the host could not be asked, or did not do it. The repository's state tells it, too. */
  failure?: IntegrationError;
}

export interface HookCheckOptions {
  /** Have the host test also a webhook that is as it has to be and was last heard of as alive. */
  retest: boolean;
  /** Problems that no look at the host can show: see `HookInspection`. */
  doubts?: string[];
}

/**
 * Looks at the webhook at its host, makes it what it has to be, and has the host test it. What was
 * repaired, or what is to be done, is in the repository's `hookDetail`.
 */
export async function checkRepositoryHook(
  deps: CheckHookDeps,
  repository: Repository,
  { retest, doubts = [] }: HookCheckOptions = { retest: true },
): Promise<HookCheck> {
  const { id } = repository;
  let repaired: string[] = [];
  try {
    repaired = await repairHook(deps, repository, doubts);
    const checked = await getRepository(deps.db, id);
    if (!retest && checked.hookState === "alive") return { repository: checked, repaired };
    const tested = await testRepositoryHook(deps, checked);
    if (repaired.length === 0) return { repository: tested, repaired };
    const detail = [describeRepair(repaired), tested.hookDetail ?? ""].join(" ").trim();
    return { repository: await storeHookDetail(deps.db, id, detail), repaired };
  } catch (failure) {
    if (!(failure instanceof IntegrationError)) throw failure;
    return { repository: await getRepository(deps.db, id), repaired, failure };
  }
}

/** @returns what was repaired */
async function repairHook(
  deps: CheckHookDeps,
  repository: Repository,
  doubts: string[],
): Promise<string[]> {
  const { db, installations, publicUrl } = deps;
  const { id, integrationId, hookId } = repository;
  const url = hookUrl(publicUrl, repository);
  const { installation } = await installations.get(integrationId);
  const inspected = await inspect(db, installation, repository, url);
  const problems = inspected.hookId === undefined ? [] : doubts;
  const found = { ...inspected, problems: [...inspected.problems, ...problems] };
  const { secret, isNext } = await getHookSecret(db, deps.secretBox, repository);
  if (found.problems.length > 0 || found.hookId !== hookId) {
    const put = await putHook(db, installation, repository, { url, secret, found });
    const hookDetail = found.problems.length > 0 ? describeRepair(found.problems) : null;
    await storeHook(db, id, { hookId: put, hookUrl: url, hookDetail });
  } else if (isNext) {
    // Nothing shows whether the host has it: a rotation may have been cut off, and giving it twice harms nobody.
    await putHook(db, installation, repository, { url, secret, found });
  }
  return found.problems;
}

/** What cannot be looked at may well be alive, but we do not know it any more. */
async function inspect(
  db: Database,
  installation: IntegrationInstallation,
  repository: Repository,
  url: string,
): Promise<HookInspection> {
  try {
    return await installation.inspectHook(repository, { hookId: repository.hookId, url });
  } catch (error) {
    if (error instanceof IntegrationError && !error.retryable) {
      const hookDetail = `The webhook could not be looked at: ${endSentence(error.message)} Put that right, and check the webhook again.`;
      await storeHookTest(db, repository.id, { hookState: "pending", hookDetail });
    }
    throw error;
  }
}

async function putHook(
  db: Database,
  installation: IntegrationInstallation,
  repository: Repository,
  { url, secret, found }: { url: string; secret: string; found: HookInspection },
): Promise<number> {
  try {
    return await installation.putHook(repository, { url, secret }, found.hookId);
  } catch (error) {
    if (error instanceof IntegrationError) {
      const hookDetail = `The webhook is not as it has to be: it ${list(found.problems)}. It could not be repaired: ${endSentence(error.message)} Put that right, and check the webhook again.`;
      await storeHookTest(db, repository.id, { hookState: "missing", hookDetail });
    }
    throw error;
  }
}

function describeRepair(problems: string[]): string {
  return `The webhook was repaired: it ${list(problems)}.`;
}

function list(problems: string[]): string {
  return problems.join(", and ");
}
