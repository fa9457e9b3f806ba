import { sql } from "kysely";
import { Client } from "pg";
import type { Logger } from "pino";
import type { Database } from "./database.ts";

const CHANNEL = "jobs";
const RECONNECT_MS = 1_000;
const KEEP_ALIVE_MS = 10_000;

/** PostgreSQL delivers it when the transaction commits, and one for many of a transaction. */
export async function announceJobs(trx: Database): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, '')`.execute(trx);
}

/**
 * Hears, on a PostgreSQL database, that a transaction with jobs has committed in any replica. It saves
 * the wait until the worker next looks; what is not heard, as while the connection is away, it finds then.
 */
export class Announcements {
  readonly #url: string;
  readonly #logger: Logger;
  readonly #onAnnounced: () => void;
  #client: Client | undefined;
  #reconnect: NodeJS.Timeout | undefined;
  #isClosed = false;

  /** @param onAnnounced called for the own transactions too */
  constructor(url: string, { logger, onAnnounced }: { logger: Logger; onAnnounced: () => void }) {
    this.#url = url;
    this.#logger = logger;
    this.#onAnnounced = onAnnounced;
  }

  /** Never rejects: without the connection there is the look for work, and it is tried again. */
  async listen(): Promise<void> {
    const client = new Client({
      connectionString: this.#url,
      keepAlive: true,
      // It says nothing of itself: the system asks whether its other end is still there.
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    });
    this.#client = client;
    client.on("notification", this.#onAnnounced);
    client.on("error", (error) => this.#logger.warn({ err: error }, "cannot hear of new jobs"));
    client.on("end", () => this.#listenAgain());
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      // Of what came while nobody listened.
      this.#onAnnounced();
    } catch (error) {
      this.#logger.warn({ err: error }, "cannot hear of new jobs");
      this.#listenAgain();
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#reconnect);
    await this.#client?.end().catch(() => undefined);
  }

  #listenAgain(): void {
    if (this.#isClosed) return;
    clearTimeout(this.#reconnect);
    this.#reconnect = setTimeout(() => void this.listen(), RECONNECT_MS);
  }
}
