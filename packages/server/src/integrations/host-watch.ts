import type { Database } from "../db/database.ts";
import type { WakeLanes } from "../jobs/types.ts";
import type { IntegrationError } from "./integration-error.ts";
import { type Pause, type StoredIntegration, storePause } from "./integration-store.ts";
import type { CallWatch } from "./types.ts";
import { wakeIntegration } from "./wake-integration.ts";

/** A host of which every call failed for so long is away; one that fails now and then is not. */
const AWAY_AFTER_MS = 60_000;

/**
 * Pauses an integration while its host refuses the identity, or is away; what waits for the end of that
 * goes on. What the latest call came to counts: an answer that was long on its way says nothing of a
 * refusal since. Writes only when that changes, or is said again.
 */
export class HostWatch implements CallWatch {
  readonly #deps: { db: Database; wakeLanes: WakeLanes };
  readonly #integration: Pick<StoredIntegration, "id" | "organizationId">;
  #begun = 0;
  /** The latest call of which the outcome is known. */
  #latest = 0;
  /** The first of the failures since the last answer. */
  #failsSince: number | undefined;
  /** What is stored; unknown at first, so that the first outcome is written. */
  #isPaused: boolean | undefined;
  /** One write after another, so that the last one stays. */
  #written: Promise<unknown> = Promise.resolve();

  constructor(
    deps: { db: Database; wakeLanes: WakeLanes },
    integration: Pick<StoredIntegration, "id" | "organizationId">,
  ) {
    this.#deps = deps;
    this.#integration = integration;
  }

  /** What was read of the store. Another replica may have written it, or we since: the next outcome tells. */
  learn(pause: Pause | undefined): void {
    if (this.#isPaused !== (pause !== undefined)) this.#isPaused = undefined;
  }

  begin(): number {
    this.#begun += 1;
    return this.#begun;
  }

  async end(call: number, failure?: IntegrationError): Promise<void> {
    if (failure?.isAway) {
      this.#failsSince ??= Date.now();
      if (Date.now() - this.#failsSince < AWAY_AFTER_MS) return;
    } else {
      this.#failsSince = undefined;
    }
    if (call < this.#latest) return;
    this.#latest = call;
    const write = () => this.#write(failure);
    const written = this.#written.then(write, write);
    this.#written = written;
    await written;
  }

  async #write(failure: IntegrationError | undefined): Promise<void> {
    if (!failure && this.#isPaused === false) return;
    // A write that fails leaves open what is stored.
    this.#isPaused = undefined;
    const { db, wakeLanes } = this.#deps;
    await db.transaction().execute(async (trx) => {
      await storePause(trx, this.#integration.id, failure && toPause(failure));
      if (!failure) await wakeIntegration(trx, wakeLanes, this.#integration);
    });
    this.#isPaused = failure !== undefined;
  }
}

/** What is kept of a failure. */
function toPause({ code, message }: IntegrationError): Pause {
  return { code, reason: message, at: Date.now() };
}
