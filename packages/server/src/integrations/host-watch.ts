import type { Database } from "../db/database.ts";
import { type Pause, PAUSED_BY_PERSON } from "./pause.ts";
import type { CallWatch, HostFailure } from "./types.ts";

/** What is done with what is found out, in one transaction. */
export interface HostWatchDeps {
  db: Database;
  /** Keeps why the host is not asked, or that it is again. Answers whether that is news. */
  storePause: (trx: Database, pause: Pause | undefined) => Promise<boolean>;
  /** What waits for the end of the pause is tried at once. */
  wake: (trx: Database) => Promise<void>;
  /** Is told once that the host is not asked any more, or that it is again. */
  onChange?: ((pause: Pause | undefined) => void) | undefined;
}

/** A host of which every call failed for so long is away; one that fails now and then is not. */
const AWAY_AFTER_MS = 60_000;

/**
 * Pauses what is asked of a host while it refuses the credentials, or is away; what waits for the end of
 * that goes on. What the latest call came to counts: an answer that was long on its way says nothing of a
 * refusal since. Writes only when that changes, or is said again.
 */
export class HostWatch implements CallWatch {
  readonly #deps: HostWatchDeps;
  #begun = 0;
  /** The latest call of which the outcome is known. */
  #latest = 0;
  /** The first of the failures since the last answer. */
  #failsSince: number | undefined;
  /** What is stored; unknown at first, so that the first outcome is written. */
  #isPaused: boolean | undefined;
  /** By a person, whom no answer of the host overrules. */
  #isHeld = false;
  /** One write after another, so that the last one stays. */
  #written: Promise<unknown> = Promise.resolve();

  constructor(deps: HostWatchDeps) {
    this.#deps = deps;
  }

  /** What was read of the store. Another replica may have written it, or we since: the next outcome tells. */
  learn(pause: Pause | undefined): void {
    this.#isHeld = pause?.code === PAUSED_BY_PERSON;
    if (this.#isHeld || this.#isPaused !== (pause !== undefined)) this.#isPaused = undefined;
  }

  begin(): number {
    this.#begun += 1;
    return this.#begun;
  }

  async end(call: number, failure?: HostFailure): Promise<void> {
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

  async #write(failure: HostFailure | undefined): Promise<void> {
    if (this.#isHeld || (!failure && this.#isPaused === false)) return;
    // A write that fails leaves open what is stored.
    this.#isPaused = undefined;
    const { db, storePause, wake, onChange } = this.#deps;
    const pause = failure && toPause(failure);
    const isNews = await db.transaction().execute(async (trx) => {
      const isChanged = await storePause(trx, pause);
      if (!pause) await wake(trx);
      return isChanged;
    });
    this.#isPaused = pause !== undefined;
    if (isNews) onChange?.(pause);
  }
}

/** What is kept of a failure. */
function toPause({ code, message }: HostFailure): Pause {
  return { code, reason: message, at: Date.now() };
}
