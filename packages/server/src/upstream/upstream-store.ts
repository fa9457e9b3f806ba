import { randomUUID } from "node:crypto";
import type { Database } from "../db/database.ts";
import {
  fromPauseColumns,
  type Pause,
  type PauseColumns,
  toPauseColumns,
} from "../integrations/pause.ts";
import type { SecretBox } from "../integrations/secret-box.ts";
import type { Shortcoming } from "./list-shortcomings.ts";
import type { TokenCheck, Upstream, UpstreamAddress } from "./types.ts";

/** All but the token, which is opened only by who needs it. */
const columns = [
  "organizationId",
  "connectionId",
  "baseUrl",
  "regionUrl",
  "slug",
  "remoteId",
  "verifySsl",
  "caCertificate",
  "account",
  "scopes",
  "shortcomings",
  "checkedAt",
  "pauseCode",
  "pauseReason",
  "pausedAt",
  "createdAt",
  "updatedAt",
] as const;

/** The upstream that an organization relays to; undefined when it has the built-in tracker. */
export async function findUpstream(
  db: Database,
  organizationId: number,
): Promise<Upstream | undefined> {
  const row = await db
    .selectFrom("upstreams")
    .select(columns)
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
    .select(columns)
    .where("slug", "=", slug)
    .executeTakeFirst();
  return row && toUpstream(row);
}

/** Of all organizations, those that are paused alone, or all. */
export async function listUpstreams(
  db: Database,
  { paused = false }: { paused?: boolean } = {},
): Promise<Upstream[]> {
  let rows = db.selectFrom("upstreams").select(columns).orderBy("organizationId");
  if (paused) rows = rows.where("pausedAt", "is not", null);
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
 * Keeps the one upstream of an organization, which is not paused then. It is the same connection, unless the
 * one from before was deleted.
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
    ...toPauseColumns(undefined),
    updatedAt: now,
  };
  const row = await trx
    .insertInto("upstreams")
    .values({ ...changing, organizationId, connectionId: randomUUID(), createdAt: now })
    .onConflict((conflict) => conflict.column("organizationId").doUpdateSet(changing))
    .returning(columns)
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

/** Keeps why the upstream is not asked, or that it is again. @returns whether that is news */
export async function storeUpstreamPause(
  trx: Database,
  organizationId: number,
  pause: Pause | undefined,
): Promise<boolean> {
  const store = () =>
    trx
      .updateTable("upstreams")
      .set(toPauseColumns(pause))
      .where("organizationId", "=", organizationId);
  const changed = await store()
    .where("pausedAt", pause ? "is" : "is not", null)
    .executeTakeFirst();
  if (changed.numUpdatedRows > 0n) return true;
  if (pause) await store().execute();
  return false;
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
    shortcomings: JSON.stringify(shortcomings),
    checkedAt,
  };
}

type Row = PauseColumns & {
  organizationId: number;
  connectionId: string;
  baseUrl: string;
  regionUrl: string | null;
  slug: string;
  remoteId: string | null;
  verifySsl: 0 | 1;
  caCertificate: string | null;
  account: string;
  scopes: string;
  shortcomings: string;
  checkedAt: number;
  createdAt: number;
  updatedAt: number;
};

function toUpstream(row: Row): Upstream {
  const { regionUrl, remoteId, caCertificate, pauseCode, pauseReason, pausedAt, ...rest } = row;
  const pause = fromPauseColumns({ pauseCode, pauseReason, pausedAt });
  return {
    ...rest,
    verifySsl: row.verifySsl === 1,
    scopes: (JSON.parse(row.scopes) as string[] | null) ?? undefined,
    shortcomings: JSON.parse(row.shortcomings) as Shortcoming[],
    ...(regionUrl !== null && { regionUrl }),
    ...(remoteId !== null && { remoteId }),
    ...(caCertificate !== null && { caCertificate }),
    ...(pause && { pause }),
  };
}
