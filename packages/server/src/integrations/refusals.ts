import type { Database } from "../db/database.ts";
import type { WakeLanes } from "../jobs/types.ts";
import { IntegrationError, type IntegrationErrorCode } from "./integration-error.ts";
import { type Refusal, type StoredIntegration, storeRefusal } from "./integration-store.ts";
import type { OnOutcome } from "./types.ts";
import { wakeIntegration } from "./wake-integration.ts";

/** Keeps which hosts refuse the identity of their integration. What waits for the end of that goes on. */
export class Refusals {
  readonly #db: Database;
  readonly #wakeLanes: WakeLanes;
  /** Integrations, so that an answer among thousands that is none of it costs no query. */
  readonly #refused = new Set<number>();

  constructor(db: Database, wakeLanes: WakeLanes) {
    this.#db = db;
    this.#wakeLanes = wakeLanes;
  }

  /** Another replica may have found out. */
  learn({ id, refusal }: StoredIntegration): void {
    if (refusal) this.#refused.add(id);
    else this.#refused.delete(id);
  }

  /** Writes only when it changes whether the host refuses, or when it is said again. */
  watch(integration: StoredIntegration): OnOutcome {
    return async (error) => {
      if (error) await this.keep(integration.id, error);
      else if (this.#refused.has(integration.id)) await this.#end(integration);
    };
  }

  async keep(integrationId: number, { code, message }: IntegrationError): Promise<void> {
    this.#refused.add(integrationId);
    await storeRefusal(this.#db, integrationId, { code, reason: message, at: Date.now() });
  }

  async #end(integration: StoredIntegration): Promise<void> {
    this.#refused.delete(integration.id);
    await this.#db.transaction().execute(async (trx) => {
      await storeRefusal(trx, integration.id, undefined);
      await wakeIntegration(trx, this.#wakeLanes, integration);
    });
  }
}

/** What a job is told instead of asking a host that refuses. */
export function toPause({ reason }: Refusal): IntegrationError {
  return new IntegrationError(`The integration is paused: ${reason}`, {
    code: "integration_paused" satisfies IntegrationErrorCode,
    retryable: false,
    isRefusal: true,
    isPause: true,
    cause: undefined,
  });
}
