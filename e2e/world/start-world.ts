import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "@sentry-bitbucket-server/sandbox";
import { type App, startApp } from "@sentry-bitbucket-server/server";
import { readConfig } from "@sentry-bitbucket-server/server/config";
import { createLogger } from "@sentry-bitbucket-server/server/create-logger";
import { destination } from "pino";
import { freePort } from "./free-port.ts";
import { basic, JsonClient } from "./json-client.ts";

/** How to talk to the two servers, and where to put what is made meanwhile. */
export interface Clients {
  /** Everything that is written is below this folder. */
  folder: string;
  sandboxUrl: string;
  /** Bitbucket's REST API as its administrator. */
  bitbucket: JsonClient;
  /** The service's API with the administrator's token. */
  service: JsonClient;
}

/** The two servers of the story. */
export interface World extends Clients {
  sandbox: Sandbox;
  app: App;
  serviceUrl: string;
  adminToken: string;
  adminPassword: string;
  /** Lines about ports that were taken. */
  remarks: string[];
  /** Stops both and deletes the folder, unless it is worth a look. */
  close(keepFolder?: boolean): Promise<void>;
}

const ORGANIZATION = "acme";

export interface WorldOptions {
  /** Taken when it is free; 0 takes any. */
  bitbucketPort: number;
  servicePort: number;
  /** More of the service's environment. */
  environment?: Record<string, string>;
}

/** Starts the sandbox and the service in a fresh folder, with nothing in them. */
export async function startWorld(options: WorldOptions): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), "sentry-bitbucket-"));
  const remarks: string[] = [];
  const bitbucketPort = await portFor("Bitbucket", options.bitbucketPort, remarks);
  const servicePort = await portFor("the service", options.servicePort, remarks);
  const sandbox = await startSandbox({
    port: bitbucketPort,
    publicHost: "localhost",
    dataDir: join(folder, "bitbucket"),
  });
  const adminToken = `sntryu_${randomBytes(32).toString("hex")}`;
  const adminPassword = randomBytes(9).toString("base64url");
  const serviceUrl = `http://localhost:${servicePort}`;
  const config = readConfig({
    PORT: String(servicePort),
    DATA_DIR: join(folder, "service"),
    ORGANIZATION,
    ADMIN_PASSWORD: adminPassword,
    ADMIN_TOKEN: adminToken,
    ...options.environment,
  });
  const app = await startApp(
    config,
    createLogger(config.logLevel, destination(join(folder, "service.log"))),
  );
  const sandboxUrl = sandbox.url;
  return {
    sandbox,
    app,
    folder,
    sandboxUrl,
    serviceUrl,
    adminToken,
    adminPassword,
    bitbucket: new JsonClient(sandboxUrl, basic("admin", "admin")),
    service: new JsonClient(`${serviceUrl}/api/0`, `Bearer ${adminToken}`),
    remarks,
    async close(keepFolder = false) {
      await app.close();
      await sandbox.close();
      if (!keepFolder) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function portFor(who: string, wanted: number, remarks: string[]): Promise<number> {
  const port = await freePort(wanted);
  if (wanted !== 0 && port !== wanted) {
    remarks.push(`Port ${wanted} is taken: ${who} listens on ${port} instead.`);
  }
  return port;
}
