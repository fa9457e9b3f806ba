import { IntegrationError } from "../integration-error.ts";
import type { CallWatch } from "../types.ts";
import { askBitbucket, listFromBitbucket } from "./to-integration-error.ts";

/** The answers of one Bitbucket, in our errors. Says of each whether Bitbucket is there and accepts the identity. */
export class BitbucketAnswers {
  readonly #watch: CallWatch;

  constructor(watch: CallWatch) {
    this.#watch = watch;
  }

  async of<T>(answer: Promise<T>): Promise<T> {
    const call = this.#watch.begin();
    const value = await askBitbucket(answer).catch((error: unknown) => this.#fail(call, error));
    await this.#watch.end(call);
    return value;
  }

  /**
   * The same for a list that is read page by page, which says of failures alone: that it ended well is
   * no news, for its last page may have come long ago.
   */
  async *list<T>(answers: AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
    let call = this.#watch.begin();
    try {
      for await (const element of listFromBitbucket(answers)) {
        yield element;
        call = this.#watch.begin();
      }
    } catch (error) {
      await this.#fail(call, error);
    }
  }

  async #fail(call: number, error: unknown): Promise<never> {
    if (error instanceof IntegrationError && (error.isPause || error.isAway)) {
      await this.#watch.end(call, error);
    }
    throw error;
  }
}
