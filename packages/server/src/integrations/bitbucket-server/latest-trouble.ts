import type {
  ObservedExchange,
  ObservedWait,
  Observer,
} from "@sentry-bitbucket-server/bitbucket-client";
import type { HostTrouble } from "../types.ts";

/** Remembers the latest answer that the client asks again for, and passes all on to another observer. */
export class LatestTrouble implements Observer {
  readonly #next: Observer | undefined;
  #latest: HostTrouble | undefined;

  constructor(next?: Observer) {
    this.#next = next;
  }

  get latest(): HostTrouble | undefined {
    return this.#latest;
  }

  onExchange(exchange: ObservedExchange): void {
    const { status } = exchange;
    if (status !== undefined && (status === 429 || status >= 500)) {
      this.#latest = { status, at: Date.now() };
    }
    this.#next?.onExchange?.(exchange);
  }

  onWait(wait: ObservedWait): void {
    this.#next?.onWait?.(wait);
  }
}
