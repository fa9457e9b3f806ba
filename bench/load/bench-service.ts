import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@sentry-bitbucket-server/e2e/world/free-port.ts";
import { JsonClient } from "@sentry-bitbucket-server/e2e/world/json-client.ts";
import { startServiceProcess } from "@sentry-bitbucket-server/e2e/world/service-process.ts";

/** The service in a process of its own, with the project `shop`. */
export interface BenchService {
  url: string;
  pid: number;
  /** Of its data. */
  folder: string;
  token: string;
  client: JsonClient;
  projectId: number;
  /** The user part of the project's DSN. */
  dsnKey: string;
  /** Everything that it wrote so far. */
  output: () => string;
  stop(): Promise<void>;
  /** Deletes the folder. */
  remove(): void;
}

const token = `sntryu_${"b".repeat(64)}`;

/**
 * @param earlier started on its data when given, else on none
 * @param environment more of its variables
 */
export async function startBenchService(
  earlier?: BenchService,
  environment: Record<string, string> = {},
): Promise<BenchService> {
  const folder = earlier?.folder ?? mkdtempSync(join(tmpdir(), "bench-"));
  const port = await freePort(0);
  const service = await startServiceProcess({
    PORT: String(port),
    DATA_DIR: folder,
    ADMIN_PASSWORD: "correct horse battery",
    ADMIN_TOKEN: token,
    LOG_LEVEL: "warn",
    ...environment,
  });
  const url = `http://127.0.0.1:${port}`;
  const client = new JsonClient(`${url}/api/0`, `Bearer ${token}`);
  const { projectId, dsnKey } = earlier ?? (await createShop(client));
  return {
    url,
    pid: service.child.pid ?? 0,
    folder,
    token,
    client,
    projectId,
    dsnKey,
    output: service.output,
    stop: async () => void (await service.end("SIGTERM")),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function createShop(client: JsonClient): Promise<{ projectId: number; dsnKey: string }> {
  await client.call("POST", "/organizations/sentry/projects/", { name: "shop", slug: "shop" });
  const [key] = await client.call<{ dsn: { public: string } }[]>(
    "GET",
    "/projects/sentry/shop/keys/",
  );
  const dsn = new URL(key?.dsn.public ?? "");
  return { projectId: Number(dsn.pathname.slice(1)), dsnKey: dsn.username };
}
