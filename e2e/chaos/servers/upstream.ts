import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { JsonClient } from "../../world/json-client.ts";
import { type ChaosDatabase, openChaosDatabase } from "../truth/chaos-database.ts";
import { type FaultProxy, startFaultProxy } from "./fault-proxy.ts";
import { Replicas } from "./replicas.ts";

/** The Sentry to which the service relays: another instance of it, with the built-in tracker. */
export interface Upstream {
  /** Asked directly, by what does not go through the service. */
  tracker: JsonClient;
  token: string;
  /** What the service knows it by. */
  proxy: FaultProxy;
  replicas: Replicas;
  database: ChaosDatabase;
  close(): Promise<void>;
}

/** Starts it in a process of its own, on SQLite. @param folder for its data and logs */
export async function startUpstream(folder: string): Promise<Upstream> {
  mkdirSync(folder, { recursive: true });
  const token = `sntryu_${randomBytes(32).toString("hex")}`;
  const replicas = await Replicas.start(1, folder, {
    ORGANIZATION: "acme",
    ADMIN_PASSWORD: "correct horse battery",
    ADMIN_TOKEN: token,
    SECRET_KEY: randomBytes(32).toString("hex"),
    LOG_LEVEL: "warn",
  });
  const proxy = await startFaultProxy(replicas.url);
  const database = await openChaosDatabase(join(folder, "service"));
  return {
    tracker: new JsonClient(`${replicas.url}/api/0`, `Bearer ${token}`),
    token,
    proxy,
    replicas,
    database,
    async close() {
      await database.close();
      proxy.close();
      await replicas.close();
    },
  };
}
