import { UpstreamError } from "../client/upstream-error.ts";

/** How long what was found is believed: messages name issues that are none all the time. */
const BELIEVED_MS = 60_000;

/**
 * Finds out what is behind a 403 or 404 of an upstream: it may be of the one thing that was asked for, or of all,
 * since the organization has another slug, or the token has lost a scope.
 */
export class Refusals {
  readonly #look: () => Promise<unknown>;
  #wellUntil = 0;
  /** One look answers for all calls that are refused meanwhile. */
  #looking: Promise<UpstreamError | undefined> | undefined;

  /** @param look throws what is wrong with the access as a whole */
  constructor(look: () => Promise<unknown>) {
    this.#look = look;
  }

  /** What went wrong: the refusal itself where all else is well. */
  async explain(refusal: UpstreamError): Promise<UpstreamError> {
    const isRefused = ["upstream_not_found", "upstream_permission"].includes(refusal.code);
    if (!isRefused || this.#wellUntil > Date.now()) return refusal;
    this.#looking ??= this.#find().finally(() => (this.#looking = undefined));
    return (await this.#looking) ?? refusal;
  }

  /** While the upstream does not answer that, the refusal is not believed: what it stopped is tried again. */
  async #find(): Promise<UpstreamError | undefined> {
    try {
      await this.#look();
      this.#wellUntil = Date.now() + BELIEVED_MS;
      return undefined;
    } catch (error) {
      if (error instanceof UpstreamError && error.isPassing) return error;
      throw error;
    }
  }
}
