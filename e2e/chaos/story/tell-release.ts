import type { Random } from "./random.ts";
import type { PlannedRelease } from "./story.ts";

/** Of so many pushes of the main branch, one is built and released. */
const RELEASED_SHARE = 0.25;

/** Decides which states of a main branch are released; each release begins where the one before ended. */
export class ReleaseTeller {
  readonly #random: Random;
  readonly #repository: { slug: string; project: string };
  #count = 0;
  /** The first release begins after the first commit. */
  #previous = 1;

  constructor(random: Random, repository: { slug: string; project: string }) {
    this.#random = random;
    this.#repository = repository;
  }

  /** @param mark where the main branch is now */
  maybe(mark: number): PlannedRelease | undefined {
    if (!this.#random.chance(RELEASED_SHARE)) return undefined;
    const expectedPrevious = this.#previous;
    const isSaid = this.#count === 0 || this.#random.chance(0.5);
    this.#previous = mark;
    this.#count++;
    const { slug, project } = this.#repository;
    return {
      version: `${slug}@1.0.${this.#count}`,
      project,
      mark,
      ...(isSaid && { previous: expectedPrevious }),
      expectedPrevious,
    };
  }
}
