import { join } from "node:path";
import type { JsonClient } from "../../world/json-client.ts";
import { type Service, startService } from "../../world/start-service.ts";
import { freePort } from "../../world/free-port.ts";
import { startWorld, type World, type WorldOptions } from "../../world/start-world.ts";

/** The world of the story, and in it the Sentry that the team has had all along. */
export interface RelayWorld extends World {
  sentry: TeamSentry;
}

/** A second instance of this service, with the built-in tracker. Its organization is `acme`, too. */
interface TeamSentry {
  url: string;
  /** Its API with its administrator's token, also after it was stopped and started. */
  api: JsonClient;
  adminPassword: string;
  stop(): Promise<void>;
  start(): Promise<void>;
}

export async function startRelayWorld(
  options: WorldOptions & { sentryPort?: number } = {},
): Promise<RelayWorld> {
  const world = await startWorld(options);
  const sentry = await startTeamSentry(
    join(world.folder, "team-sentry"),
    await freePort(options.sentryPort ?? 0),
  );
  return {
    ...world,
    sentry,
    async close(keepFolder) {
      await sentry.stop();
      await world.close(keepFolder);
    },
  };
}

async function startTeamSentry(dataDir: string, port: number): Promise<TeamSentry> {
  const first = await startService({ dataDir, port });
  let running: Service | undefined = first;
  // A start with another token would take this one back.
  const environment = { ADMIN_TOKEN: first.adminToken };
  return {
    url: first.serviceUrl,
    api: first.service,
    adminPassword: first.adminPassword,
    async stop() {
      await running?.app.close();
      running = undefined;
    },
    async start() {
      running ??= await startService({ dataDir, port, environment });
    },
  };
}
