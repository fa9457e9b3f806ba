import type { Database } from "../db/database.ts";
import type { WakeLanes } from "../jobs/types.ts";
import type { IntegrationError } from "./integration-error.ts";
import { type Refusal, type StoredIntegration, storeRefusal } from "./integration-store.ts";
import type { CallWatch } from "./types.ts";
import { wakeIntegration } from "./wake-integration.ts";

/**
 * Keeps whether the host refuses the identity of an integration; what waits for the end of that goes
 * on. What the latest call came to counts: an answer that was long on its way says nothing of a refusal
 * since. Writes only when that changes, or is said again.
 */
export class IdentityWatch implements CallWatch {
  readonly #deps: { db: Database; wakeLanes: WakeLanes };
  readonly #integration: Pick<StoredIntegration, "id" | "organizationId">;
  #begun = 0;
  /** The latest call of which the outcome is known. */
  #latest = 0;
  /** What is stored; unknown at first, so that the first outcome is written. */
  #isRefused: boolean | undefined;
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
  learn(refusal: Refusal | undefined): void {
    if (this.#isRefused !== (refusal !== undefined)) this.#isRefused = undefined;
  }

  begin(): number {
    this.#begun += 1;
    return this.#begun;
  }

  async end(call: number, refusal?: IntegrationError): Promise<void> {
    if (call < this.#latest) return;
    this.#latest = call;
    const write = () => this.#write(refusal);
    const written = this.#written.then(write, write);
    this.#written = written;
    await written;
  }

  async #write(refusal: IntegrationError | undefined): Promise<void> {
    if (!refusal && this.#isRefused === false) return;
    // A write that fails leaves open what is stored.
    this.#isRefused = undefined;
    const { db, wakeLanes } = this.#deps;
    await db.transaction().execute(async (trx) => {
      await storeRefusal(trx, this.#integration.id, refusal && toRefusal(refusal));
      if (!refusal) await wakeIntegration(trx, wakeLanes, this.#integration);
    });
    this.#isRefused = refusal !== undefined;
  }
}

/** What is kept of an error that is a refusal. */
function toRefusal({ code, message }: IntegrationError): Refusal {
  return { code, reason: message, at: Date.now() };
}
