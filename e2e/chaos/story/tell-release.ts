import type { Random } from "./random.ts";
import type { PlannedRelease } from "./story.ts";

/** Of so many pushes of the main branch, one is built and released. */
const RELEASED_SHARE = 0.25;

/** Decides which states of a main branch are released; each release begins where the one before ended. */
export class ReleaseTeller {
  readonly #random: Random;
  readonly #repository: { slug: string; project: string; relay: boolean };
  #count = 0;
  #isTold = true;
  /** The first release begins after the first commit. */
  #previous = 1;

  /** @param repository.relay whether some are made at another Sentry, without commits */
  constructor(random: Random, repository: { slug: string; project: string; relay: boolean }) {
    this.#random = random;
    this.#repository = repository;
  }

  /** @param mark where the main branch is now */
  maybe(mark: number): PlannedRelease | undefined {
    if (!this.#random.chance(RELEASED_SHARE)) return undefined;
    const expectedPrevious = this.#previous;
    const toldBy = this.#tellBy();
    const isAfterFound = !this.#isTold;
    this.#isTold = toldBy === "refs";
    const isSaid = this.#isTold && (this.#count === 0 || isAfterFound || this.#random.chance(0.5));
    this.#previous = mark;
    this.#count++;
    const { slug, project } = this.#repository;
    return {
      version: `${slug}@1.0.${this.#count}`,
      project,
      mark,
      toldBy,
      ...(isSaid && { previous: expectedPrevious }),
      expectedPrevious,
    };
  }

  /**
   * The first one says where it begins, and so does one after another that is still to be found: until then it
   * is not known where that ends.
   */
  #tellBy(): PlannedRelease["toldBy"] {
    if (!this.#repository.relay || this.#count === 0 || !this.#isTold) return "refs";
    return this.#random.pick(["refs", "refs", "tag", "sha"] as const);
  }
}
