import type { Database } from "../db/database.ts";
import { endSentence } from "./end-sentence.ts";
import { hookUrl } from "./hook-url.ts";
import type { Installations } from "./installations.ts";
import { storeHookTest } from "./hook-store.ts";
import { getRepository, type Repository } from "./repository-store.ts";

/**
 * Has the host test the webhook, and keeps what it answers.
 * @throws IntegrationError when the host cannot be asked
 */
export async function testRepositoryHook(
  {
    db,
    installations,
    publicUrl,
  }: { db: Database; installations: Installations; publicUrl: string },
  repository: Repository,
): Promise<Repository> {
  const { id, hookId, integrationId } = repository;
  if (hookId === null) return repository;
  const { installation, provider } = await installations.get(integrationId);
  const test = await installation.testHook(repository, hookId, hookUrl(publicUrl, repository));
  await storeHookTest(
    db,
    id,
    test.reached
      ? { hookState: "reachable", hookDetail: null }
      : {
          hookState: "unreachable",
          hookDetail: unreachable(provider.name, publicUrl, test.reason),
        },
  );
  return getRepository(db, id);
}

function unreachable(host: string, publicUrl: string, reason: string): string {
  return `${host} cannot reach this service at ${publicUrl}, so no push will arrive. It says: ${endSentence(reason)} Set PUBLIC_URL to an address that it can call, look at the firewall, and test again.`;
}
