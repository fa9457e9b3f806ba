import { Client } from "pg";
import { StartError } from "../config/start-error.ts";

/** Shared by services, had alone by a command. Any number would do, but for the writer's. */
const SERVICE_LOCK = 5_723_002;
const RECONNECT_MS = 1_000;
const KEEP_ALIVE_MS = 10_000;

/**
 * An advisory lock of a connection of its own: PostgreSQL takes it back when that ends. A service
 * takes it again on a new one, since it works on when PostgreSQL was away.
 */
export class PostgresHold {
  readonly #url: string;
  readonly #holder: "service" | "alone";
  #client: Client | undefined;
  #reconnect: NodeJS.Timeout | undefined;
  #isReleased = false;

  private constructor(url: string, holder: "service" | "alone") {
    this.#url = url;
    this.#holder = holder;
  }

  /**
   * @returns undefined when somebody has it who leaves no room
   * @throws StartError when PostgreSQL cannot be asked
   */
  static async take(url: string, holder: "service" | "alone"): Promise<PostgresHold | undefined> {
    const hold = new PostgresHold(url, holder);
    try {
      if (await hold.#lock()) return hold;
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new StartError(`The database of DATABASE_URL cannot be opened: ${reason}.`, { cause });
    }
    await hold.release();
    return undefined;
  }

  async release(): Promise<void> {
    this.#isReleased = true;
    clearTimeout(this.#reconnect);
    await this.#client?.end().catch(() => undefined);
  }

  async #lock(): Promise<boolean> {
    const client = new Client({
      connectionString: this.#url,
      application_name: "sentry-bitbucket-server",
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    });
    this.#client = client;
    client.on("error", () => undefined);
    await client.connect();
    const shared = this.#holder === "service" ? "_shared" : "";
    const { rows } = await client.query<{ isHeld: boolean }>(
      `select pg_try_advisory_lock${shared}(${SERVICE_LOCK}) as "isHeld"`,
    );
    const isHeld = rows[0]?.isHeld === true;
    if (isHeld && this.#holder === "service") client.on("end", () => this.#lockSoon());
    return isHeld;
  }

  #lockSoon(): void {
    if (this.#isReleased) return;
    this.#reconnect = setTimeout(() => void this.#lockAgain(), RECONNECT_MS);
  }

  /** Until it is had: PostgreSQL comes back, and who took it alone meanwhile ends. */
  async #lockAgain(): Promise<void> {
    const isHeld = await this.#lock().catch(() => false);
    if (isHeld && !this.#isReleased) return;
    await this.#client?.end().catch(() => undefined);
    if (!isHeld) this.#lockSoon();
  }
}
