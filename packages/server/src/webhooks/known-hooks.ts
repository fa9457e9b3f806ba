import type { Database } from "../db/database.ts";
import { type HookSecret, listHookSecrets } from "../integrations/hook-secret-store.ts";
import { findIntegration } from "../integrations/integration-store.ts";
import type { SecretBox } from "../integrations/secret-box.ts";
import type { Integration } from "../integrations/types.ts";
import type { HookAddress } from "./hook-address.ts";

/** What is to be known of a webhook before its body is trusted. */
export interface KnownHook {
  integration: Integration;
  /** Those that may have signed; none when there is no such repository. */
  secrets: HookSecret[];
}

/** A hook made by hand names no repository; its secret is looked for among this many. */
const CANDIDATES = 50;
/** So long a secret that was taken back, perhaps by another replica, is accepted yet. */
const REMEMBERED_MS = 2_000;
const MOST_REMEMBERED = 10_000;

/** Remembers for a moment which secrets a webhook has, since one that is busy sends many deliveries. */
export class KnownHooks {
  readonly #db: Database;
  readonly #secretBox: SecretBox;
  readonly #now: () => number;
  readonly #remembered = new Map<string, { hook: KnownHook; until: number }>();

  constructor({ db, secretBox }: { db: Database; secretBox: SecretBox }, now = Date.now) {
    this.#db = db;
    this.#secretBox = secretBox;
    this.#now = now;
  }

  /** What is remembered, if anything. A signature that does not match it has to be held against `read`. */
  recall(address: HookAddress): KnownHook | undefined {
    const found = this.#remembered.get(keyOf(address));
    return found && found.until > this.#now() ? found.hook : undefined;
  }

  /** As it is now; undefined when there is no such integration. */
  async read(address: HookAddress): Promise<KnownHook | undefined> {
    const { organizationId, integrationId, repositoryId } = address;
    const integration = await findIntegration(this.#db, { id: integrationId, organizationId });
    if (!integration) return undefined;
    const wanted = { integrationId, repositoryId, limit: CANDIDATES };
    const secrets = await listHookSecrets(this.#db, this.#secretBox, wanted);
    const hook = { integration, secrets };
    if (secrets.length > 0) this.#remember(address, hook);
    return hook;
  }

  /** Its secrets have changed. */
  forget(): void {
    this.#remembered.clear();
  }

  #remember(address: HookAddress, hook: KnownHook): void {
    if (this.#remembered.size >= MOST_REMEMBERED) this.forget();
    this.#remembered.set(keyOf(address), { hook, until: this.#now() + REMEMBERED_MS });
  }
}

const keyOf = ({ organizationId, integrationId, repositoryId }: HookAddress): string =>
  `${organizationId}:${integrationId}:${repositoryId ?? ""}`;
