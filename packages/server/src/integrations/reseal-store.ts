import type { Database } from "../db/database.ts";
import { hookSecretPurpose } from "./hook-secret-store.ts";
import { identityPurpose } from "./identity-store.ts";
import { KEY_CHECK_PURPOSE } from "./key-check-store.ts";
import { pipelinePurpose } from "./pipeline-store.ts";
import type { SecretBox } from "./secret-box.ts";
import { upstreamTokenPurpose } from "../upstream/upstream-store.ts";

/** Takes what one key has sealed, and seals it with another, for the same purpose. */
type Reseal = (sealed: Uint8Array, purpose: string) => Buffer;

export interface ResealedCounts {
  identities: number;
  hookSecrets: number;
  pipelines: number;
  upstreams: number;
}

/**
 * Seals everything that is sealed in the database with another key.
 * @throws Error when something was sealed with neither; then the transaction must not be committed
 */
export async function resealAll(
  trx: Database,
  from: SecretBox,
  to: SecretBox,
): Promise<ResealedCounts> {
  const reseal: Reseal = (sealed, purpose) => to.seal(from.open(sealed, purpose), purpose);
  const counts = {
    identities: await resealIdentities(trx, reseal),
    hookSecrets: await resealHookSecrets(trx, reseal),
    pipelines: await resealPipelines(trx, reseal),
    upstreams: await resealUpstreams(trx, reseal),
  };
  await resealKeyCheck(trx, reseal);
  return counts;
}

async function resealIdentities(trx: Database, reseal: Reseal): Promise<number> {
  const rows = await trx
    .selectFrom("identities")
    .select(["integrationId", "sealedCredentials"])
    .execute();
  for (const { integrationId, sealedCredentials: sealed } of rows) {
    await trx
      .updateTable("identities")
      .set({ sealedCredentials: reseal(sealed, identityPurpose(integrationId)) })
      .where("integrationId", "=", integrationId)
      .execute();
  }
  return rows.length;
}

/** Both of a repository: the one in use, and the next one. */
async function resealHookSecrets(trx: Database, reseal: Reseal): Promise<number> {
  const rows = await trx
    .selectFrom("repositories")
    .select(["id", "sealedHookSecret", "sealedNextHookSecret"])
    .where((eb) =>
      eb.or([eb("sealedHookSecret", "is not", null), eb("sealedNextHookSecret", "is not", null)]),
    )
    .execute();
  for (const { id, sealedHookSecret, sealedNextHookSecret } of rows) {
    const again = (sealed: Uint8Array | null) => sealed && reseal(sealed, hookSecretPurpose(id));
    await trx
      .updateTable("repositories")
      .set({
        sealedHookSecret: again(sealedHookSecret),
        sealedNextHookSecret: again(sealedNextHookSecret),
      })
      .where("id", "=", id)
      .execute();
  }
  return rows.length;
}

async function resealPipelines(trx: Database, reseal: Reseal): Promise<number> {
  const rows = await trx
    .selectFrom("pipelines")
    .select(["id", "organizationId", "userId", "sealedState"])
    .execute();
  for (const { id, sealedState, ...owner } of rows) {
    await trx
      .updateTable("pipelines")
      .set({ sealedState: reseal(sealedState, pipelinePurpose(owner)) })
      .where("id", "=", id)
      .execute();
  }
  return rows.length;
}

async function resealUpstreams(trx: Database, reseal: Reseal): Promise<number> {
  const rows = await trx
    .selectFrom("upstreams")
    .select(["organizationId", "sealedToken"])
    .execute();
  for (const { organizationId, sealedToken: sealed } of rows) {
    await trx
      .updateTable("upstreams")
      .set({ sealedToken: reseal(sealed, upstreamTokenPurpose(organizationId)) })
      .where("organizationId", "=", organizationId)
      .execute();
  }
  return rows.length;
}

async function resealKeyCheck(trx: Database, reseal: Reseal): Promise<void> {
  const { sealed } = await trx.selectFrom("keyChecks").select("sealed").executeTakeFirstOrThrow();
  await trx
    .updateTable("keyChecks")
    .set({ sealed: reseal(sealed, KEY_CHECK_PURPOSE) })
    .execute();
}
