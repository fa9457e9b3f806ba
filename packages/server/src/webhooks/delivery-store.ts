import type { Database } from "../db/database.ts";
import type { DeliveryState } from "../db/schema.ts";
import { toStorableText } from "../db/to-storable-text.ts";

/** One webhook request as received; stored only when its signature matched. */
export interface NewDelivery {
  organizationId: number;
  integrationId: number;
  repositoryId: number;
  /** Bitbucket's `X-Request-Id`: the same delivery twice has the same one. */
  requestId: string | undefined;
  eventKey: string;
  headers: Record<string, string>;
  body: Buffer;
  state: DeliveryState;
  reason?: string;
}

export interface Delivery {
  id: number;
  integrationId: number;
  repositoryId: number;
  /** Bitbucket's `X-Request-Id`. */
  requestId: string | null;
  eventKey: string;
  body: Buffer;
  state: DeliveryState;
  /** Epoch milliseconds. */
  receivedAt: number;
}

/** @returns the number of each, in their order; undefined for one that is there already */
export async function insertDeliveries(
  trx: Database,
  deliveries: NewDelivery[],
  receivedAt: number,
): Promise<(number | undefined)[]> {
  if (deliveries.length === 0) return [];
  const rows = await trx
    .insertInto("deliveries")
    .values(deliveries.map((delivery) => toRow(delivery, receivedAt)))
    .onConflict((conflict) => conflict.columns(["repositoryId", "requestId"]).doNothing())
    .returning(["id", "repositoryId", "requestId"])
    .execute();
  // Numbers are given in the order of the values; in which order they are told, no store promises.
  const ids = rows.map(({ id }) => id).sort((one, other) => one - other);
  const inserted = new Set(rows.map(keyOf));
  let next = 0;
  // Of two with the same key it was the first; one without an id from its sender is always new.
  return deliveries.map((delivery) =>
    delivery.requestId === undefined || inserted.delete(keyOf(delivery)) ? ids[next++] : undefined,
  );
}

const keyOf = (delivery: { repositoryId: number; requestId?: string | null | undefined }) =>
  `${delivery.repositoryId} ${delivery.requestId}`;

function toRow(delivery: NewDelivery, receivedAt: number) {
  const { organizationId, integrationId, repositoryId } = delivery;
  const { requestId, eventKey, headers, body, state } = delivery;
  return {
    organizationId,
    integrationId,
    repositoryId,
    requestId: requestId ?? null,
    eventKey,
    headers: JSON.stringify(headers),
    body,
    verdict: "match" as const,
    state,
    reason: delivery.reason ?? null,
    receivedAt,
    finishedAt: state === "pending" ? null : receivedAt,
  };
}

/** @returns undefined when its repository was unlinked, and the delivery with it */
export async function findDelivery(db: Database, id: number): Promise<Delivery | undefined> {
  const row = await db
    .selectFrom("deliveries")
    .select([
      "id",
      "integrationId",
      "repositoryId",
      "requestId",
      "eventKey",
      "body",
      "state",
      "receivedAt",
    ])
    .where("id", "=", id)
    .executeTakeFirst();
  return row && { ...row, body: Buffer.from(row.body) };
}

/**
 * What was sent, as it was kept.
 * @param bytes of the body, at most
 * @throws Error when there is no such delivery
 */
export async function readReceived(
  db: Database,
  id: number,
  bytes: number,
): Promise<{ headers: Record<string, string>; body: Buffer }> {
  const { headers, body } = await db
    .selectFrom("deliveries")
    .select((eb) => [
      "headers",
      eb.fn<Uint8Array>("substr", ["body", eb.lit(1), eb.lit(bytes)]).as("body"),
    ])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return { headers: JSON.parse(headers) as Record<string, string>, body: Buffer.from(body) };
}

/** How processing a delivery ended; `pending`: it begins anew. */
export async function setDeliveryState(
  db: Database,
  id: number,
  state: DeliveryState,
  reason?: string,
): Promise<void> {
  const now = Date.now();
  await db
    .updateTable("deliveries")
    .set({
      state,
      reason: reason === undefined ? null : toStorableText(reason),
      ...(state === "pending" ? { replayedAt: now, finishedAt: null } : { finishedAt: now }),
    })
    .where("id", "=", id)
    .execute();
}
