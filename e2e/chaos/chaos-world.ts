import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import {
  createPostgresDatabase,
  startPostgres,
} from "@sentry-bitbucket-server/server/test/start-postgres";
import { basic, JsonClient } from "../world/json-client.ts";
import type { Clients } from "../world/start-world.ts";
import { Replicas } from "./servers/replicas.ts";
import { startUpstream, type Upstream } from "./servers/upstream.ts";
import { startSandboxProcess } from "./servers/sandbox-process.ts";
import { type ChaosDatabase, openChaosDatabase } from "./truth/chaos-database.ts";

/** Everything that runs, each in processes of its own. */
export interface ChaosWorld extends Clients {
  /** Everything that is written is below this folder. */
  folder: string;
  sandboxUrl: string;
  replicas: Replicas;
  database: ChaosDatabase;
  /** Of a PostgreSQL database; absent when it is the embedded one. */
  databaseUrl?: string | undefined;
  /** The Sentry to which it relays; absent when the tracker is the built-in one. */
  upstream?: Upstream | undefined;
  /** Where issues are. */
  tracker: JsonClient;
  /** The service, as a build calls it: with a token of the Sentry where issues are. */
  asBuild: JsonClient;
  /** Bitbucket's bare repository. */
  bareRepository(id: number): string;
  close(): Promise<void>;
}

export interface ChaosWorldOptions {
  /** Where everything is kept. */
  folder: string;
  database: "sqlite" | "postgres";
  replicas: number;
  /** So often the service compares every repository with Bitbucket. */
  reconcileSeconds: number;
  /** Whether it relays to another Sentry. @default false */
  relay?: boolean;
}

/** Starts Bitbucket, the database and the service. */
export async function startChaosWorld(options: ChaosWorldOptions): Promise<ChaosWorld> {
  const { folder } = options;
  mkdirSync(folder, { recursive: true });
  const sandbox = await startSandboxProcess(join(folder, "bitbucket"));
  const postgres = options.database === "postgres" ? await startPostgres() : undefined;
  const databaseUrl = postgres && (await createPostgresDatabase(postgres.url));
  const adminToken = `sntryu_${randomBytes(32).toString("hex")}`;
  const replicas = await Replicas.start(options.replicas, folder, {
    ORGANIZATION: "acme",
    ADMIN_PASSWORD: "correct horse battery",
    ADMIN_TOKEN: adminToken,
    SECRET_KEY: randomBytes(32).toString("hex"),
    LOG_LEVEL: "warn",
    RECONCILE_INTERVAL: String(options.reconcileSeconds),
    UPSTREAM_POLL_INTERVAL: "1",
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
  });
  const database = await openChaosDatabase(databaseUrl ?? join(folder, "service"));
  const service = new JsonClient(`${replicas.url}/api/0`, `Bearer ${adminToken}`);
  const upstream = options.relay ? await startUpstream(join(folder, "upstream")) : undefined;
  if (upstream) await connect(service, upstream);
  const asBuild = new JsonClient(service.url, `Bearer ${upstream?.token ?? adminToken}`);
  return {
    folder,
    upstream,
    tracker: upstream?.tracker ?? service,
    asBuild,
    sandboxUrl: sandbox.url,
    bitbucket: new JsonClient(sandbox.url, basic("admin", "admin")),
    service,
    replicas,
    database,
    databaseUrl,
    bareRepository: (id) => join(sandbox.dataDir, "repositories", `${id}.git`),
    async close() {
      await database.close();
      await replicas.close();
      await upstream?.close();
      await sandbox.end();
      await postgres?.stop();
    },
  };
}

async function connect(service: JsonClient, { proxy, token }: Upstream): Promise<void> {
  const address = { url: proxy.url, organization: "acme", token };
  await service.call("POST", "/organizations/acme/upstream/", address);
}
