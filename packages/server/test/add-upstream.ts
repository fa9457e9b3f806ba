import type { Database } from "../src/db/database.ts";

/** Connects organization 1 to an upstream that does not answer. */
export async function addUpstream(db: Database): Promise<void> {
  const address = { baseUrl: "http://sentry", slug: "acme", verifySsl: 1 as const };
  const check = { account: "a", scopes: "[]", shortcomings: "[]", checkedAt: 1 };
  const sealedToken = Buffer.from("t");
  const upstream = { ...address, ...check, sealedToken, createdAt: 1, updatedAt: 1 };
  await db
    .insertInto("upstreams")
    .values({ organizationId: 1, connectionId: "1", ...upstream })
    .execute();
}
