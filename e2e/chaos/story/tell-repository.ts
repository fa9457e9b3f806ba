import { CommitTree } from "./commit-tree.ts";
import type { Random } from "./random.ts";
import { ReleaseTeller } from "./tell-release.ts";
import {
  MAIN,
  type PlannedPush,
  type PlannedRefChange,
  type PlannedTag,
  type RepositoryStory,
  type StoryIssue,
} from "./story.ts";

/** Few, so that a branch that was deleted comes again with other commits. */
const BRANCHES = Array.from({ length: 8 }, (_, n) => `refs/heads/feature/${n + 1}`);
const TAGS = Array.from({ length: 6 }, (_, n) => `refs/tags/v${n + 1}`);

export interface RepositoryTold {
  slug: string;
  /** Of the tracker: releases are made for it. */
  project: string;
  /** At least so many commits. */
  commits: number;
  /** Whether it is linked before anything was pushed. */
  isEmptyAtLink: boolean;
  nextIssue: () => StoryIssue;
  /** Whether some releases are made at another Sentry. */
  relay: boolean;
}

/** Decides all that will be pushed to one repository. */
export function tellRepository(random: Random, told: RepositoryTold): RepositoryStory {
  const teller = new RepositoryTeller(random, told);
  const first = teller.begin();
  while (teller.commits.length < told.commits) teller.tellOne();
  return {
    slug: told.slug,
    commits: teller.commits,
    tags: teller.tags,
    pushes: [first, ...teller.pushes],
    pushesBeforeLink: told.isEmptyAtLink ? 0 : 1,
  };
}

class RepositoryTeller {
  readonly pushes: PlannedPush[] = [];
  readonly tags: PlannedTag[] = [];
  readonly #random: Random;
  readonly #releases: ReleaseTeller;
  readonly #tree: CommitTree;
  readonly #branches = new Map<string, number>();
  readonly #tagged = new Set<string>();
  #main = 0;

  constructor(random: Random, told: RepositoryTold) {
    this.#random = random;
    this.#releases = new ReleaseTeller(random, told);
    this.#tree = new CommitTree(random, told.slug, told.nextIssue);
  }

  get commits() {
    return this.#tree.commits;
  }

  begin(): PlannedPush {
    this.#main = this.#tree.grow(undefined, 3);
    return { changes: [this.#moveMain()] };
  }

  tellOne(): void {
    const happenings: [weight: number, tell: () => PlannedRefChange[]][] = [
      [30, () => this.#advanceMain()],
      [22, () => this.#newBranches(1)],
      [12, () => this.#advanceBranch()],
      [14, () => this.#mergeBranch()],
      [6, () => this.#forceBranch()],
      [4, () => this.#deleteBranch()],
      [4, () => this.#tag()],
      [5, () => [...this.#newBranches(this.#random.between(3, 6)), ...this.#advanceMain()]],
      [3, () => this.#forceMain()],
    ];
    let dice = this.#random.between(
      1,
      happenings.reduce((sum, [weight]) => sum + weight, 0),
    );
    const chosen = happenings.find(([weight]) => (dice -= weight) <= 0);
    const changes = chosen?.[1]() ?? [];
    if (changes.length === 0) return;
    const isMain = changes.some(({ ref }) => ref === MAIN);
    const release = isMain ? this.#releases.maybe(this.#main) : undefined;
    this.pushes.push({ changes, ...(release && { release }) });
  }

  #advanceMain(): PlannedRefChange[] {
    this.#main = this.#tree.grow(this.#main, this.#random.between(1, 12));
    return [this.#moveMain()];
  }

  #moveMain(isForced = false): PlannedRefChange {
    return { ref: MAIN, to: { mark: this.#main }, isForced };
  }

  #newBranches(count: number): PlannedRefChange[] {
    const free = BRANCHES.filter((ref) => !this.#branches.has(ref)).slice(0, count);
    return free.map((ref) => this.#moveBranch(ref, this.#main, this.#random.between(1, 8)));
  }

  #advanceBranch(): PlannedRefChange[] {
    const [ref, tip] = this.#anyBranch();
    return ref === undefined ? [] : [this.#moveBranch(ref, tip, this.#random.between(1, 6))];
  }

  #moveBranch(ref: string, parent: number, count: number, isForced = false): PlannedRefChange {
    const mark = this.#tree.grow(parent, count);
    this.#branches.set(ref, mark);
    return { ref, to: { mark }, isForced };
  }

  /** In one push or after it, and as often as not with the branch taken away at once. */
  #mergeBranch(): PlannedRefChange[] {
    const [ref, tip] = this.#anyBranch();
    if (ref === undefined) return [];
    this.#main = this.#tree.merge(this.#main, tip);
    return [this.#moveMain(), ...(this.#random.chance(0.5) ? [this.#drop(ref)] : [])];
  }

  /** Rewrites the last commits of a branch. */
  #forceBranch(): PlannedRefChange[] {
    const [ref, tip] = this.#anyBranch();
    if (ref === undefined) return [];
    const parent = this.#tree.parentOf(tip) ?? tip;
    return [this.#moveBranch(ref, parent, this.#random.between(1, 4), true)];
  }

  #deleteBranch(): PlannedRefChange[] {
    const [ref] = this.#anyBranch();
    return ref === undefined ? [] : [this.#drop(ref)];
  }

  #drop(ref: string): PlannedRefChange {
    this.#branches.delete(ref);
    return { ref, to: undefined, isForced: false };
  }

  /** Puts one other commit in the place of the newest; only where no issue is at stake. */
  #forceMain(): PlannedRefChange[] {
    const parent = this.#tree.parentOf(this.#main);
    if (parent === undefined || !this.#tree.isPlain(this.#main)) return [];
    this.#main = this.#tree.grow(parent, 1, true);
    return [this.#moveMain(true)];
  }

  /** A light or an annotated tag: of the main branch, or of commits that no branch has. Or one goes. */
  #tag(): PlannedRefChange[] {
    const ref = this.#random.pick(TAGS);
    const isThere = this.#tagged.has(ref);
    if (isThere && this.#random.chance(0.3)) {
      this.#tagged.delete(ref);
      return [{ ref, to: undefined, isForced: false }];
    }
    this.#tagged.add(ref);
    const mark = this.#random.chance(0.7) ? this.#main : this.#tree.grow(this.#main, 2);
    if (this.#random.chance(0.5)) return [{ ref, to: { mark }, isForced: isThere }];
    const local = `tag-${this.tags.length + 1}`;
    this.tags.push({ local, mark });
    return [{ ref, to: { tag: local }, isForced: isThere }];
  }

  #anyBranch(): [ref: string, tip: number] | [undefined, 0] {
    const branches = [...this.#branches];
    return branches.length === 0 ? [undefined, 0] : this.#random.pick(branches);
  }
}
