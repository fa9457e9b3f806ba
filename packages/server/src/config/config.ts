import type { z } from "zod";
import type { ResolveOn } from "../db/schema.ts";
import { parseUpstreamUrl } from "../upstream/client/base-url.ts";
import { environmentSchema } from "./environment-schema.ts";

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
  /** What `npm run rotate-key` changes it to. */
  newSecretKey: string | undefined;
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
  /** How often each upstream is asked for releases without commits. */
  upstreamPollIntervalMs: number;
  /** Lets those who have it read the metrics; without one, only this machine may. */
  metricsToken: string | undefined;
  logLevel: "trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent";
  /** How other hosts are reached. */
  outbound: {
    proxy: { httpProxy?: string; httpsProxy?: string; noProxy?: string };
    /** Whether a Bitbucket may be at a link-local address. */
    allowLinkLocal: boolean;
  };
  /** The Sentry that the first organization relays to; absent: the environment names none. */
  upstream: { url: string; slug: string; token: string } | undefined;
  /** Proxies in front of us, whose X-Forwarded-For is believed: addresses, or ranges of them. */
  trustedProxies: string[];
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

const DAY_MS = 24 * 60 * 60 * 1_000;

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
    newSecretKey: env.NEW_SECRET_KEY,
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
    upstreamPollIntervalMs: env.UPSTREAM_POLL_INTERVAL * 1000,
    metricsToken: env.METRICS_TOKEN,
    logLevel: env.LOG_LEVEL,
    outbound: {
      proxy: { httpProxy: env.HTTP_PROXY, httpsProxy: env.HTTPS_PROXY, noProxy: env.NO_PROXY },
      allowLinkLocal: env.ALLOW_LINK_LOCAL === "true",
    },
    upstream: toUpstream(env),
    trustedProxies: env.TRUSTED_PROXIES,
  };
}

function toUpstream(env: z.infer<typeof environmentSchema>): Config["upstream"] {
  const { SENTRY_ORG: slug, SENTRY_AUTH_TOKEN: token, SENTRY_URL: url } = env;
  if (slug === undefined || token === undefined) return undefined;
  return { url: parseUpstreamUrl(url) ?? url, slug, token };
}

/** By custom the proxy variables are written in either case. */
function withUpperCaseProxies(environment: Environment): Environment {
  const proxies = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"].map(
    (name) => [name, environment[name] ?? environment[name.toLowerCase()]] as const,
  );
  return { ...environment, ...Object.fromEntries(proxies) };
}
