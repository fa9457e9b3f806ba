import { pino } from "pino";
import type { Database } from "../src/db/database.ts";
import { BitbucketServerIntegrationProvider } from "../src/integrations/bitbucket-server/provider.ts";
import { Installations } from "../src/integrations/installations.ts";
import type { IntegrationProvider } from "../src/integrations/integration-provider.ts";
import { ProviderRegistry } from "../src/integrations/registry.ts";
import { getRepository } from "../src/integrations/repository-store.ts";
import type { IntegrationInstallation } from "../src/integrations/types.ts";
import { wakeLanes } from "../src/jobs/job-store.ts";
import type { ClaimedJob, HoldLane, JobHandler } from "../src/jobs/types.ts";
import { setReconcileState } from "../src/reconcile/reconcile-store.ts";
import { enqueue } from "./enqueue.ts";
import { addIntegration, addOrganization, addRepository, secretBox } from "./linked-repository.ts";
import { openTestDatabase } from "./open-test-database.ts";
import { ToldHost, type ToldRepository } from "./told-host.ts";

/** A real database with `SHOP/shop` of a told host, linked; what uses both is real. */
export interface ToldWorld {
  db: Database;
  host: ToldHost;
  remote: ToldRepository;
  integrationId: number;
  repositoryId: number;
  /** What most of the service is handed. */
  deps: ReturnType<typeof makeDeps>;
  /** Connects another host. @returns its integration's number */
  connect(host: ToldHost, name: string): Promise<number>;
  close(): Promise<void>;
}

const shopName = { slug: "shop", externalId: "7" };

export async function openToldWorld(): Promise<ToldWorld> {
  const db = await openTestDatabase();
  await addOrganization(db);
  const hosts = new Map<number, ToldHost>();
  const registry = new ProviderRegistry([toldProvider(hosts)]);
  const installations = new Installations({ db, registry, secretBox, wakeLanes });
  const connect = async (host: ToldHost, name: string) => {
    const id = await addIntegration(db, { host: name });
    hosts.set(id, host);
    return id;
  };
  const host = new ToldHost();
  const remote = host.add(shopName.slug, shopName.externalId);
  const integrationId = await connect(host, "told");
  const repositoryId = await addRepository(db, { ...shopName, integrationId, secret: "s" });
  return {
    db,
    host,
    remote,
    integrationId,
    repositoryId,
    deps: makeDeps(db, installations),
    connect,
    async close() {
      await installations.close();
      await db.destroy();
    },
  };
}

function makeDeps(db: Database, installations: Installations) {
  const logger = pino({ level: "silent" });
  const onFinding = () => undefined;
  return { db, installations, secretBox, enqueue, logger, publicUrl: "http://us", onFinding };
}

/** The first sight of it is behind us: what the host has by now is known. */
export async function markSeen({ db, remote, repositoryId }: ToldWorld): Promise<void> {
  const refs = [...remote.refs].map(([ref, sha]) => ({ repositoryId, ref, sha }));
  if (refs.length > 0) await db.insertInto("repositoryRefs").values(refs).execute();
  const now = Date.now();
  await setReconcileState(db, repositoryId, {
    finishedAt: now,
    thoroughAt: now,
    refChangeId: remote.log?.at(-1)?.id ?? null,
    defaultBranch: remote.defaultBranch,
  });
}

/** The shas of all recorded commits, in the order in which they came. */
export async function recordedShas({ db }: ToldWorld): Promise<string[]> {
  const rows = await db.selectFrom("commits").select("sha").orderBy("id").execute();
  return rows.map(({ sha }) => sha);
}

export const linkedRepository = ({ db, repositoryId }: ToldWorld) =>
  getRepository(db, repositoryId);

/** Does a job that nobody else wants. */
export function runJob(handler: JobHandler, payload: object, attempt = 1) {
  const job: ClaimedJob = {
    id: 1,
    lane: "none",
    worker: "one",
    integrationId: null,
    kind: "none",
    requestId: null,
    payload,
    attempt,
    startedAt: 0,
    isLastAttempt: false,
  };
  return handler(job, new AbortController().signal, holdLane);
}

/** Nobody else wants it. */
export const holdLane: HoldLane = () => Promise.resolve();

/** Bitbucket's, but for what its installations talk to. */
function toldProvider(hosts: Map<number, IntegrationInstallation>): IntegrationProvider {
  const { key, name, metadata, features, events, installSteps } = real;
  return {
    key,
    name,
    metadata,
    features,
    events,
    installSteps,
    checkHost: (input) => real.checkHost(input),
    getInstallation({ id }) {
      const host = hosts.get(id);
      if (!host) throw new Error(`No host is told for integration ${id}.`);
      return host;
    },
    approveAgain: () => Promise.resolve(undefined),
    renewIdentity: () => Promise.resolve(undefined),
    getCommitUrl: (url, sha) => real.getCommitUrl(url, sha),
    getSourceUrl: (url, file, line) => real.getSourceUrl(url, file, line),
    parseDelivery: (eventKey, body) => real.parseDelivery(eventKey, body),
  };
}

const real = new BitbucketServerIntegrationProvider();
