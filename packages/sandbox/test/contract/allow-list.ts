/** A difference from an oracle that is right, and why. */
export interface Deviation {
  /** Which answer or recording, as it is named in the report. */
  where: RegExp;
  /** Which of its differences. */
  what: RegExp;
  reason: string;
}

/** Sorts allowed differences out, and remembers which entries were needed. */
export class AllowList {
  readonly #deviations: readonly Deviation[];
  readonly #used = new Set<Deviation>();

  constructor(deviations: readonly Deviation[]) {
    this.#deviations = deviations;
  }

  /** The differences that no entry allows. */
  refuse(where: string, differences: readonly string[]): string[] {
    return differences.filter((difference) => {
      const matching = this.#deviations.filter(
        (each) => each.where.test(where) && each.what.test(difference),
      );
      for (const deviation of matching) this.#used.add(deviation);
      return matching.length === 0;
    });
  }

  /** Entries that nothing needed: to be deleted, lest they hide a later mistake. */
  unused(): string[] {
    return this.#deviations
      .filter((deviation) => !this.#used.has(deviation))
      .map(({ where, what }) => `${where} ${what}`);
  }
}
