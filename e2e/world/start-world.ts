import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port.ts";
import type { JsonClient } from "./json-client.ts";
import { type Bitbucket, startBitbucket } from "./start-bitbucket.ts";
import { type Service, startService } from "./start-service.ts";

/** How to talk to the two servers. */
export interface Clients {
  bitbucket: JsonClient;
  service: JsonClient;
}

/** The two servers of the story. */
export interface World extends Bitbucket, Service {
  /** Everything that is written is below this folder. */
  folder: string;
  /** Lines about ports that were taken. */
  remarks: string[];
  /** Stops both and deletes the folder, unless it is worth a look. */
  close(keepFolder?: boolean): Promise<void>;
}

export interface WorldOptions {
  /** Taken when it is free; 0 takes any. */
  bitbucketPort?: number;
  servicePort?: number;
  /** More of the service's environment. */
  environment?: Record<string, string>;
}

/** Starts the sandbox and the service in a fresh folder, with nothing in them. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const { bitbucketPort = 0, servicePort = 0, environment } = options;
  const folder = mkdtempSync(join(tmpdir(), "sentry-bitbucket-"));
  const remarks: string[] = [];
  const bitbucket = await startBitbucket({
    dataDir: join(folder, "bitbucket"),
    port: await portFor("Bitbucket", bitbucketPort, remarks),
  });
  const service = await startService({
    dataDir: join(folder, "service"),
    port: await portFor("the service", servicePort, remarks),
    ...(environment && { environment }),
  });
  return {
    ...bitbucket,
    ...service,
    folder,
    remarks,
    async close(keepFolder = false) {
      await service.app.close();
      await bitbucket.sandbox.close();
      if (!keepFolder) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function portFor(who: string, wanted: number, remarks: string[]): Promise<number> {
  if (wanted === 0) return 0;
  const port = await freePort(wanted);
  if (port !== wanted) {
    remarks.push(`Port ${wanted} is taken: ${who} listens on ${port} instead.`);
  }
  return port;
}
