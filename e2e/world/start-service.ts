import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { type App, startApp } from "@sentry-bitbucket-server/server";
import { readConfig } from "@sentry-bitbucket-server/server/config";
import { createLogger } from "@sentry-bitbucket-server/server/create-logger";
import { destination } from "pino";
import { freePort } from "./free-port.ts";
import { JsonClient } from "./json-client.ts";

/** The service, as its administrator has it. Its organization is `acme`. */
export interface Service {
  app: App;
  serviceUrl: string;
  /** Its API with the administrator's token. */
  service: JsonClient;
  adminToken: string;
  /** Given to it; with an empty `ADMIN_PASSWORD` the one that it prints. */
  adminPassword: string;
  dataDir: string;
  /** Of its PostgreSQL database; absent when it has the embedded one, in `dataDir`. */
  databaseUrl?: string | undefined;
  /** Everything that was logged, in lines of JSON. */
  log(): string;
}

export interface ServiceOptions {
  /** Its `DATA_DIR`. Its log is beside it; started there again it goes on. */
  dataDir: string;
  /** 0 takes any. */
  port?: number;
  /** More of its environment. */
  environment?: Record<string, string>;
}

export async function startService(options: ServiceOptions): Promise<Service> {
  const { dataDir, port = 0, environment = {} } = options;
  const adminToken = `sntryu_${randomBytes(32).toString("hex")}`;
  let adminPassword = randomBytes(9).toString("base64url");
  // It has to know its address before it listens.
  const servicePort = port === 0 ? await freePort(0) : port;
  const config = readConfig({
    PORT: String(servicePort),
    DATA_DIR: dataDir,
    ORGANIZATION: "acme",
    ADMIN_PASSWORD: adminPassword,
    ADMIN_TOKEN: adminToken,
    ...environment,
  });
  const logFile = `${dataDir}.log`;
  const logger = createLogger(config.logLevel, destination(logFile));
  const app = await startApp(config, logger, ({ generatedPassword }) => {
    adminPassword = generatedPassword ?? adminPassword;
  });
  const serviceUrl = `http://localhost:${servicePort}`;
  return {
    app,
    serviceUrl,
    service: new JsonClient(`${serviceUrl}/api/0`, `Bearer ${adminToken}`),
    adminToken,
    adminPassword,
    dataDir,
    databaseUrl: config.databaseUrl,
    log: () => readFileSync(logFile, "utf8"),
  };
}
