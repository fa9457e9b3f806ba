import { randomUUID } from "node:crypto";
import type { Database } from "../db/database.ts";
import { PAUSED_BY_PERSON } from "../integrations/pause.ts";
import type { SecretBox } from "../integrations/secret-box.ts";
import type { TokenCheck, Upstream, UpstreamAddress } from "./types.ts";
import { endUpstreamPause } from "./watch/upstream-pause-store.ts";
import { toUpstream, upstreamColumns } from "./upstream-row.ts";

/** The upstream that an organization relays to; undefined when it has the built-in tracker. */
export async function findUpstream(
  db: Database,
  organizationId: number,
): Promise<Upstream | undefined> {
  const row = await db
    .selectFrom("upstreams")
    .select(upstreamColumns)
    .where("organizationId", "=", organizationId)
    .executeTakeFirst();
  return row && toUpstream(row);
}

/** @param slug of the organization at the upstream, as paths have it */
export async function findUpstreamBySlug(
  db: Database,
  slug: string,
): Promise<Upstream | undefined> {
  const row = await db
    .selectFrom("upstreams")
    .select(upstreamColumns)
    .where("slug", "=", slug)
    .executeTakeFirst();
  return row && toUpstream(row);
}

/**
 * Of all organizations.
 * @param which.maybeWell only those that are paused, and may be well again: what a person has paused is theirs to resume
 */
export async function listUpstreams(
  db: Database,
  { maybeWell = false }: { maybeWell?: boolean } = {},
): Promise<Upstream[]> {
  let rows = db.selectFrom("upstreams").select(upstreamColumns).orderBy("organizationId");
  if (maybeWell) rows = rows.where("pauseCode", "!=", PAUSED_BY_PERSON);
  return (await rows.execute()).map(toUpstream);
}

/**
 * The token of this upstream, and of no other that was connected since: it would go to the wrong address.
 * @throws Error when it was sealed with another key
 */
export async function findUpstreamToken(
  db: Database,
  secretBox: SecretBox,
  { organizationId, connectionId }: Pick<Upstream, "organizationId" | "connectionId">,
): Promise<string | undefined> {
  const row = await db
    .selectFrom("upstreams")
    .select("sealedToken")
    .where("organizationId", "=", organizationId)
    .where("connectionId", "=", connectionId)
    .executeTakeFirst();
  return row && secretBox.open(row.sealedToken, upstreamTokenPurpose(organizationId));
}

/**
 * Keeps the one upstream of an organization, which is not paused then, unless a person has paused it. It is the same
 * connection, unless the one from before was deleted.
 */
export async function saveUpstream(
  trx: Database,
  secretBox: SecretBox,
  {
    organizationId,
    address,
    token,
    check,
  }: { organizationId: number; address: UpstreamAddress; token: string; check: TokenCheck },
): Promise<Upstream> {
  const now = Date.now();
  const changing = {
    baseUrl: address.baseUrl,
    regionUrl: address.regionUrl ?? null,
    slug: address.slug,
    remoteId: address.remoteId ?? null,
    verifySsl: address.verifySsl ? (1 as const) : (0 as const),
    caCertificate: address.caCertificate ?? null,
    sealedToken: secretBox.seal(token, upstreamTokenPurpose(organizationId)),
    ...toCheckColumns(check, now),
    updatedAt: now,
  };
  await endUpstreamPause(trx, organizationId);
  const row = await trx
    .insertInto("upstreams")
    .values({ ...changing, organizationId, connectionId: randomUUID(), createdAt: now })
    .onConflict((conflict) => conflict.column("organizationId").doUpdateSet(changing))
    .returning(upstreamColumns)
    .executeTakeFirstOrThrow();
  return toUpstream(row);
}

/** Keeps what another check of the same token found. */
export async function storeCheck(
  trx: Database,
  organizationId: number,
  check: TokenCheck,
): Promise<void> {
  const changes = toCheckColumns(check, Date.now());
  await trx
    .updateTable("upstreams")
    .set(changes)
    .where("organizationId", "=", organizationId)
    .execute();
}

/** The organization has the built-in tracker again. */
export async function deleteUpstream(trx: Database, organizationId: number): Promise<void> {
  await trx.deleteFrom("upstreams").where("organizationId", "=", organizationId).execute();
}

export function upstreamTokenPurpose(organizationId: number): string {
  return `upstream token ${organizationId}`;
}

function toCheckColumns({ account, scopes, shortcomings }: TokenCheck, checkedAt: number) {
  return {
    account,
    scopes: JSON.stringify(scopes ?? null),
    shortcomings: JSON.stringify(shortcomings.map(({ key }) => key)),
    checkedAt,
  };
}
