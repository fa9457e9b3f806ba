import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  connectWithAccessToken,
  linkRepository,
} from "@sentry-bitbucket-server/e2e/world/connect.ts";
import { eventually } from "@sentry-bitbucket-server/e2e/world/eventually.ts";
import { type Service, startService } from "@sentry-bitbucket-server/e2e/world/start-service.ts";
import { type BenchBitbucket, startBenchBitbucket } from "../world/bench-bitbucket.ts";

export interface ReleaseWorld extends BenchBitbucket, Service {
  close(): Promise<void>;
}

/** Nothing but the release is to fetch commits. */
const ENVIRONMENT = { LOG_LEVEL: "debug", RECONCILE_INTERVAL: "86400" };

/**
 * A linked repository, of whose commits the service knows the first; the webhook of the push that
 * brought the others is lost.
 */
export async function startReleaseWorld(commits: number): Promise<ReleaseWorld> {
  const folder = mkdtempSync(join(tmpdir(), "bench-release-"));
  const host = await startBenchBitbucket(folder, commits);
  const server = await startService({
    dataDir: join(folder, "service"),
    environment: ENVIRONMENT,
  });
  const { service } = server;
  const integrationId = await connectWithAccessToken({ service, bitbucket: host.bitbucket });
  const repositoryId = await linkRepository({ service }, integrationId, "SHOP/web");
  const path = `/organizations/acme/repos/${repositoryId}/reconcile/`;
  await eventually("the first sight", async () => {
    return (await service.call<{ lastDone: string | null }>("GET", path)).lastDone !== null;
  });
  await service.call("POST", "/organizations/acme/projects/", { name: "shop", slug: "shop" });
  await host.bitbucket.call("POST", "/sandbox/faults", { kind: "webhook-lost" });
  await host.push(commits);
  return {
    ...host,
    ...server,
    async close() {
      await server.app.close();
      await host.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
