import { createHmac, randomUUID } from "node:crypto";
import { pino } from "pino";
import type { Database } from "../src/db/database.ts";
import { BitbucketServerIntegrationProvider } from "../src/integrations/bitbucket-server/provider.ts";
import { ProviderRegistry } from "../src/integrations/registry.ts";
import { Worker } from "../src/jobs/worker.ts";
import { createApi } from "../src/sentry-api/create-api.ts";
import { receiveDelivery } from "../src/webhooks/receive-delivery.ts";
import type { OnDelivery } from "../src/webhooks/report-deliveries.ts";
import { addIntegration, addOrganization, addRepository, secretBox } from "./linked-repository.ts";
import { openTestDatabase } from "./open-test-database.ts";

export const SECRET = "the secret of the hook";
export const OTHER_SECRET = "the secret of another hook";

/** As Bitbucket sends it. */
export const PUSH = JSON.stringify({
  eventKey: "repo:refs_changed",
  date: "2026-06-05T13:54:44+0000",
  repository: { id: 9, slug: "storefront", project: { key: "SHOP" } },
  changes: [
    {
      ref: { id: "refs/heads/main", displayId: "main", type: "BRANCH" },
      refId: "refs/heads/main",
      fromHash: "a".repeat(40),
      toHash: "b".repeat(40),
      type: "UPDATE",
    },
  ],
});

export interface SentDelivery {
  /** @default that of the webhook of `SHOP/storefront` */
  url?: string;
  body?: string;
  secret?: string | undefined;
  headers?: Record<string, string | undefined>;
}

/** Webhooks over HTTP, of the organization `acme`, number 1, with `SHOP/other` and `SHOP/storefront`. */
export interface TestIntake {
  db: Database;
  /** Lines of the log. */
  log: string[];
  /** `event verdict` of each request that was answered. */
  reported: string[];
  /** Of an integration, without a repository. */
  hook: string;
  integrationId: number;
  /** Of `SHOP/storefront`. */
  repositoryId: number;
  /** Sends a delivery as Bitbucket does, but for what is given. */
  send(request?: SentDelivery): Promise<{ status: number; text: string }>;
  /** Takes nothing more, and leaves the database open. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

export async function startIntake(): Promise<TestIntake> {
  const db = await openTestDatabase();
  const log: string[] = [];
  const reported: string[] = [];
  const logger = pino({ level: "trace" }, { write: (line) => void log.push(line) });
  const registry = new ProviderRegistry([new BitbucketServerIntegrationProvider()]);
  const { enqueue } = new Worker(db, { handlers: {}, logger });
  const app = createApi(logger, "http://localhost:9000");
  const onDelivery: OnDelivery = ({ event, verdict }) => void reported.push(`${event} ${verdict}`);
  await receiveDelivery(app, { db, registry, secretBox, enqueue, onDelivery });
  const origin = await app.listen({ host: "127.0.0.1", port: 0 });

  await addOrganization(db);
  const integrationId = await addIntegration(db);
  const other = { integrationId, slug: "other", externalId: "8", secret: OTHER_SECRET };
  await addRepository(db, other);
  const linked = { integrationId, slug: "storefront", externalId: "9", secret: SECRET };
  const repositoryId = await addRepository(db, linked);
  const hook = `${origin}/extensions/bitbucket-server/organizations/1/webhook/${integrationId}/`;
  return {
    db,
    log,
    reported,
    hook,
    integrationId,
    repositoryId,
    send: (request) => sendDelivery(`${hook}?repository=${repositoryId}`, request),
    stop: () => app.close(),
    async close() {
      await app.close();
      await db.destroy();
    },
  };
}

async function sendDelivery(
  hook: string,
  { url = hook, body = PUSH, secret = SECRET, headers = {} }: SentDelivery = {},
) {
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  const all = {
    "content-type": "application/json; charset=utf-8",
    "x-event-key": "repo:refs_changed",
    "x-request-id": randomUUID(),
    "x-hub-signature": `sha256=${signature}`,
    ...headers,
  };
  const given = Object.entries(all).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const response = await fetch(url, {
    method: "POST",
    body,
    headers: Object.fromEntries(given),
  });
  return { status: response.status, text: await response.text() };
}
