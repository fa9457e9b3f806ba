import { mkdirSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import Fastify, { type FastifyInstance } from "fastify";
import { AccessTokens } from "./access-tokens/access-tokens.ts";
import { Faults } from "./control/faults.ts";
import type { Settings } from "./control/settings.ts";
import { checkGit } from "./git/check-git.ts";
import { Access } from "./http/access.ts";
import { Authentication } from "./http/authenticate.ts";
import { Paging } from "./http/paging.ts";
import type { Instance } from "./instance.ts";
import { OAuthProvider } from "./oauth/oauth-provider.ts";
import { registerEverything } from "./routes.ts";
import { Pushes } from "./scm/pushes.ts";
import { openState } from "./state/state.ts";
import { WebhookDeliveries } from "./webhooks/webhook-deliveries.ts";
import { WebhookEvents } from "./webhooks/webhook-events.ts";
import type { DateMode } from "./wire/dates.ts";
import { Links } from "./wire/links.ts";

export interface SandboxOptions {
  /** Where everything is kept; made when it is not there. */
  dataDir: string;
  /** @default "127.0.0.1" */
  host?: string;
  /** Host name in the base URL, under which clients must sign. @default what it listens on */
  publicHost?: string;
  /** 0 takes any free port. @default 0 */
  port?: number;
  /** Path in front of every address, as `/bitbucket`. @default none */
  contextPath?: string;
  /** How webhooks write entity dates: as 9.x (`epoch`) or as 10.x (`iso`). @default "epoch" */
  dates?: DateMode;
  /** Some positions of every list are empty, so that `nextPageStart` jumps. @default true */
  hideRows?: boolean;
  /** How long a webhook's receiver may take. @default 10000 */
  webhookTimeoutMs?: number;
  /** The version it says it is. @default "9.4.0" */
  version?: string;
}

export interface Sandbox {
  /** Base URL with context path, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** Stops listening and breaks what is still running; a second call waits for the first. */
  close(): Promise<void>;
  /** Ends when all webhook deliveries have ended, the held back ones included. */
  idle(): Promise<void>;
}

/**
 * Starts a git-backed Bitbucket Server on what `dataDir` holds, or on an empty one with the user
 * `admin`/`admin`.
 *
 * @throws the listener's error, with code `EADDRINUSE` when the port is taken; an error that names git when
 * that is missing or too old
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { host = "127.0.0.1", dataDir, version = "9.4.0" } = options;
  await checkGit();
  const contextPath = normalizePath(options.contextPath ?? "");
  const app = Fastify({ forceCloseConnections: true, routerOptions: { maxParamLength: 5000 } });
  let url = "";
  const baseUrl = () => url;

  const state = openState(dataDir);
  const repositoriesFolder = join(dataDir, "repositories");
  mkdirSync(repositoriesFolder, { recursive: true });
  const instance: Instance = {
    state,
    links: new Links(baseUrl),
    gitDir: (repositoryId) => join(repositoriesFolder, `${repositoryId}.git`),
  };
  const settings: Settings = { dates: options.dates ?? "epoch", signPings: true };
  const faults = new Faults();
  const deliveries = new WebhookDeliveries(faults, options.webhookTimeoutMs ?? 10_000, version);
  const events = new WebhookEvents(instance, settings, deliveries);
  const oauth = new OAuthProvider(dataDir, baseUrl);
  const accessTokens = new AccessTokens(dataDir);
  registerEverything(app, {
    contextPath,
    version,
    instance,
    access: new Access(state),
    authentication: new Authentication(state, accessTokens, oauth),
    oauth,
    accessTokens,
    paging: new Paging(options.hideRows ?? true),
    settings,
    faults,
    deliveries,
    events,
    pushes: new Pushes(instance, events),
  });

  const port = await listen(app, host, options.port ?? 0, state.close);
  url = `http://${options.publicHost ?? host}:${port}${contextPath}`;
  const stop = async () => {
    await app.close();
    deliveries.close();
    state.close();
  };
  let stopped: Promise<void> | undefined;
  return { url, port, idle: () => deliveries.idle(), close: () => (stopped ??= stop()) };
}

/** Listens, or frees what is open already. @returns the port */
async function listen(
  app: FastifyInstance,
  host: string,
  port: number,
  release: () => void,
): Promise<number> {
  try {
    await app.listen({ host, port });
    return (app.server.address() as AddressInfo).port;
  } catch (error) {
    release();
    throw error;
  }
}

function normalizePath(path: string): string {
  const trimmed = path.replace(/^\/+|\/+$/g, "");
  return trimmed === "" ? "" : `/${trimmed}`;
}
