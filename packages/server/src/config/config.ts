import { z } from "zod";
import type { ResolveOn } from "../db/schema.ts";

/** What the operator decides, checked. Times and sizes that nobody needs to turn are in the code. */
export interface Config {
  host: string;
  port: number;
  /** How Bitbucket and browsers reach the service; without a slash at its end. */
  publicUrl: string;
  dataDir: string;
  /** Of the PostgreSQL database that takes the place of the embedded one. */
  databaseUrl: string | undefined;
  /** Encrypts identities; made in `dataDir` when absent. */
  secretKey: string | undefined;
  /** Slug of the first organization. */
  organization: string;
  adminEmail: string;
  /** Made and printed once when absent. */
  adminPassword: string | undefined;
  adminToken: string | undefined;
  resolveOn: ResolveOn;
  /** How long deliveries and events are kept when they are done with. */
  retention: { deliveriesMs: number; eventsMs: number };
  /** How often each repository is compared with its host, about. */
  reconcileIntervalMs: number;
  /** Lets those who have it read the metrics; without one, only this machine may. */
  metricsToken: string | undefined;
  logLevel: "trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent";
  proxy: { httpProxy?: string; httpsProxy?: string; noProxy?: string };
}

/** Each problem of the environment in a sentence that names the variable. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: string[];

  constructor(problems: string[]) {
    super(`The service cannot start with this environment:\n${problems.join("\n")}`);
    this.problems = problems;
  }
}

const proxySchema = z
  .string()
  .regex(/^(https?:\/\/)?[^\s/]+:\d+\/?$/, "must be a proxy such as http://proxy.example.com:3128");

const DAY_MS = 24 * 60 * 60 * 1_000;

const days = z.coerce
  .number("must be a number of days")
  .int("must be a whole number of days")
  .min(1, "must be from 1 to 36500 days")
  .max(36_500, "must be from 1 to 36500 days");

const environmentSchema = z.object({
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce
    .number("must be a port number")
    .int("must be a whole number")
    .min(0, "must be from 0 to 65535")
    .max(65_535, "must be from 0 to 65535")
    .default(9000),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: "must be a URL such as https://sentry.example.com" })
    .refine((url) => !URL.parse(url)?.username, "must not hold a user or password")
    .optional(),
  DATA_DIR: z.string().default("./data"),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: "must be a URL such as postgres://user:password@host:5432/name",
    })
    .optional(),
  SECRET_KEY: z.string().min(32, "must have at least 32 characters").optional(),
  ORGANIZATION: z
    .string()
    .regex(/^(?!\d+$)[a-z0-9_-]{1,50}$/, "must be a slug such as acme: a-z, 0-9, _ and -")
    .default("sentry"),
  ADMIN_EMAIL: z
    .string()
    .includes("@", { error: "must be an e-mail address" })
    .default("admin@localhost"),
  ADMIN_PASSWORD: z.string().min(8, "must have at least 8 characters").optional(),
  ADMIN_TOKEN: z.string().min(32, "must have at least 32 characters").optional(),
  RESOLVE_ON: z
    .enum(["default-branch", "any-branch", "release"], {
      error: "must be default-branch, any-branch or release",
    })
    .default("default-branch"),
  RECONCILE_INTERVAL: z.coerce
    .number("must be a number of seconds")
    .min(1, "must be from 1 to 86400 seconds")
    .max(86_400, "must be from 1 to 86400 seconds")
    .default(600),
  DELIVERY_RETENTION_DAYS: days.default(30),
  EVENT_RETENTION_DAYS: days.default(90),
  METRICS_TOKEN: z.string().min(16, "must have at least 16 characters").optional(),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], {
      error: "must be trace, debug, info, warn, error, fatal or silent",
    })
    .default("info"),
  HTTP_PROXY: proxySchema.optional(),
  HTTPS_PROXY: proxySchema.optional(),
  NO_PROXY: z.string().optional(),
});

export type Environment = Record<string, string | undefined>;

/**
 * Reads the configuration from an environment; a variable that is set to nothing counts as absent.
 * @throws ConfigError that names every variable that is wrong
 */
export function readConfig(environment: Environment): Config {
  const given = Object.fromEntries(
    Object.entries(withUpperCaseProxies(environment)).filter(([, value]) => value !== ""),
  );
  const result = environmentSchema.safeParse(given);
  if (!result.success) {
    throw new ConfigError(
      result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`),
    );
  }
  return toConfig(result.data);
}

function toConfig(env: z.infer<typeof environmentSchema>): Config {
  const publicUrl = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;
  return {
    host: env.HOST,
    port: env.PORT,
    publicUrl: publicUrl.replace(/\/+$/, ""),
    dataDir: env.DATA_DIR,
    databaseUrl: env.DATABASE_URL,
    secretKey: env.SECRET_KEY,
    organization: env.ORGANIZATION,
    adminEmail: env.ADMIN_EMAIL.toLowerCase(),
    adminPassword: env.ADMIN_PASSWORD,
    adminToken: env.ADMIN_TOKEN,
    resolveOn: env.RESOLVE_ON,
    retention: {
      deliveriesMs: env.DELIVERY_RETENTION_DAYS * DAY_MS,
      eventsMs: env.EVENT_RETENTION_DAYS * DAY_MS,
    },
    reconcileIntervalMs: env.RECONCILE_INTERVAL * 1000,
    metricsToken: env.METRICS_TOKEN,
    logLevel: env.LOG_LEVEL,
    proxy: { httpProxy: env.HTTP_PROXY, httpsProxy: env.HTTPS_PROXY, noProxy: env.NO_PROXY },
  };
}

/** By custom the proxy variables are written in either case. */
function withUpperCaseProxies(environment: Environment): Environment {
  const proxies = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"].map(
    (name) => [name, environment[name] ?? environment[name.toLowerCase()]] as const,
  );
  return { ...environment, ...Object.fromEntries(proxies) };
}
