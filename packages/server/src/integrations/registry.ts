import type { IntegrationProvider } from "./integration-provider.ts";

/** The kinds of code host that this service knows, by their keys. */
export class ProviderRegistry {
  readonly #providers: ReadonlyMap<string, IntegrationProvider>;

  constructor(providers: readonly IntegrationProvider[]) {
    this.#providers = new Map(providers.map((provider) => [provider.key, provider]));
  }

  find(key: string): IntegrationProvider | undefined {
    return this.#providers.get(key);
  }

  /** @throws Error for an integration that another version of the service installed */
  get(key: string): IntegrationProvider {
    const provider = this.find(key);
    if (!provider) throw new Error(`This version knows no integration provider ${key}.`);
    return provider;
  }

  list(): IntegrationProvider[] {
    return [...this.#providers.values()];
  }
}
