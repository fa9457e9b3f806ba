import { IntegrationError } from "../integration-error.ts";
import type { OnOutcome } from "../types.ts";
import { askBitbucket, listFromBitbucket } from "./to-integration-error.ts";

/** The answers of one Bitbucket, in our errors. Says of each whether the identity is accepted. */
export class BitbucketAnswers {
  readonly #onOutcome: OnOutcome;

  constructor(onOutcome: OnOutcome) {
    this.#onOutcome = onOutcome;
  }

  async of<T>(answer: Promise<T>): Promise<T> {
    const value = await askBitbucket(answer).catch((error: unknown) => this.#refuse(error));
    await this.#onOutcome(undefined);
    return value;
  }

  /** The same for a list that is read page by page. */
  async *list<T>(answers: AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
    try {
      yield* listFromBitbucket(answers);
    } catch (error) {
      await this.#refuse(error);
    }
    await this.#onOutcome(undefined);
  }

  async #refuse(error: unknown): Promise<never> {
    if (error instanceof IntegrationError && error.isPause) await this.#onOutcome(error);
    throw error;
  }
}
