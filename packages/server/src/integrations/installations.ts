import type { Database } from "../db/database.ts";
import { findIdentity, saveIdentity } from "./identity-store.ts";
import { HostWatch } from "./host-watch.ts";
import { IntegrationError, type IntegrationErrorCode } from "./integration-error.ts";
import { findIntegration, storePause } from "./integration-store.ts";
import { toPause } from "./to-pause.ts";
import type { ProviderRegistry } from "./registry.ts";
import type { SecretBox } from "./secret-box.ts";
import type { IntegrationProvider } from "./integration-provider.ts";
import type { HostObserver, Identity, Integration, IntegrationInstallation } from "./types.ts";
import { wakeIntegration } from "./wake-integration.ts";
import type { WakeLanes } from "../jobs/types.ts";

export interface Installed {
  integration: Integration;
  provider: IntegrationProvider;
  installation: IntegrationInstallation;
}

interface Kept extends Installed {
  /** What the installation was made from; another one is made when it differs. */
  madeFrom: string;
}

/** After a renewal that failed, while the token still works. */
const NEXT_RENEWAL_MS = 10 * 60_000;

/**
 * The installations in use, one for each integration, so that all calls to a host share one limit. Made
 * anew when the identity or the address has changed; access tokens are renewed before they end.
 */
export class Installations {
  readonly #db: Database;
  readonly #registry: ProviderRegistry;
  readonly #secretBox: SecretBox;
  readonly #kept = new Map<number, Kept>();
  /** One for all that are made of an integration: calls of an earlier one may still be under way. */
  readonly #watches = new Map<number, HostWatch>();
  /** One at a time for each integration: renewing twice would void the first new token. */
  readonly #gets = new Map<number, Promise<Kept>>();
  readonly #noRenewalBefore = new Map<number, number>();
  readonly #wakeLanes: WakeLanes;
  readonly #observer: Pick<HostObserver, "onChange"> | undefined;

  constructor(deps: {
    db: Database;
    registry: ProviderRegistry;
    secretBox: SecretBox;
    wakeLanes: WakeLanes;
    observer?: Pick<HostObserver, "onChange">;
  }) {
    this.#db = deps.db;
    this.#registry = deps.registry;
    this.#secretBox = deps.secretBox;
    this.#wakeLanes = deps.wakeLanes;
    this.#observer = deps.observer;
  }

  /** @throws IntegrationError when it was uninstalled, or has lost its identity */
  get(integrationId: number): Promise<Installed> {
    const underWay = this.#gets.get(integrationId);
    if (underWay) return underWay;
    const get = this.#get(integrationId).finally(() => this.#gets.delete(integrationId));
    this.#gets.set(integrationId, get);
    return get;
  }

  /**
   * The same for a job: while the host refuses the identity, or is away, it is not asked, so that jobs
   * wait for the probe that finds it well again.
   * @throws IntegrationError a pause, while it lasts
   */
  async getForJob(integrationId: number): Promise<Installed> {
    const integration = await findIntegration(this.#db, { id: integrationId });
    if (integration?.pause) throw toPause(integration.pause);
    return this.get(integrationId);
  }

  /** Ends the connections of an integration that was uninstalled. */
  async drop(integrationId: number): Promise<void> {
    this.#watches.delete(integrationId);
    await this.#close(integrationId);
  }

  async #close(integrationId: number): Promise<void> {
    const kept = this.#kept.get(integrationId);
    this.#kept.delete(integrationId);
    await kept?.installation.close();
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#gets.values());
    await Promise.all([...this.#kept.keys()].map((id) => this.drop(id)));
  }

  async #get(integrationId: number): Promise<Kept> {
    const integration = await findIntegration(this.#db, { id: integrationId });
    if (!integration) {
      await this.drop(integrationId);
      throw absent("The integration was uninstalled. Install it again.", "integration_not_found");
    }
    this.#watchOf(integration).learn(integration.pause);
    const provider = this.#registry.get(integration.provider);
    const identity = await this.#getIdentity(provider, integration);
    const madeFrom = JSON.stringify([integration.metadata, identity]);
    const kept = this.#kept.get(integrationId);
    if (kept?.madeFrom === madeFrom) return kept;
    const watch = this.#watchOf(integration);
    const installation = provider.getInstallation(integration, identity, watch);
    await this.#close(integrationId);
    const made = { integration, provider, installation, madeFrom };
    this.#kept.set(integrationId, made);
    return made;
  }

  #watchOf({ id, organizationId, name }: Integration): HostWatch {
    const known = this.#watches.get(id);
    if (known) return known;
    const watch = new HostWatch({
      db: this.#db,
      storePause: (trx, pause) => storePause(trx, id, pause),
      wake: (trx) => wakeIntegration(trx, this.#wakeLanes, { id, organizationId }),
      onChange: (pause) => this.#observer?.onChange({ integrationId: id, name, pause }),
    });
    this.#watches.set(id, watch);
    return watch;
  }

  async #getIdentity(provider: IntegrationProvider, integration: Integration): Promise<Identity> {
    const identity = await findIdentity(this.#db, this.#secretBox, integration.id);
    if (!identity) {
      throw absent("Identity not found. Install the integration again.", "identity_not_found");
    }
    if ((this.#noRenewalBefore.get(integration.id) ?? 0) > Date.now()) return identity;
    return this.#renew(provider, integration, identity);
  }

  async #renew(
    provider: IntegrationProvider,
    integration: Integration,
    identity: Identity,
  ): Promise<Identity> {
    const watch = this.#watchOf(integration);
    const call = watch.begin();
    try {
      const renewed = await provider.renewIdentity(integration, identity);
      if (!renewed) return identity;
      await saveIdentity(this.#db, this.#secretBox, {
        integrationId: integration.id,
        identity: renewed,
      });
      return renewed;
    } catch (error) {
      if (!(error instanceof IntegrationError)) throw error;
      if (hasEnded(identity)) {
        if (error.isPause) await watch.end(call, error);
        throw error;
      }
      this.#noRenewalBefore.set(integration.id, Date.now() + NEXT_RENEWAL_MS);
      return identity;
    }
  }
}

function hasEnded(identity: Identity): boolean {
  return identity.type === "oauth1" && (identity.expiresAt ?? Infinity) <= Date.now();
}

function absent(message: string, code: IntegrationErrorCode): IntegrationError {
  return new IntegrationError(message, { code, retryable: false, cause: undefined });
}
