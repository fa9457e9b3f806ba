import { PEOPLE } from "./people.ts";
import { type PlannedMessage, planMessage } from "./messages.ts";
import type { Random } from "./random.ts";
import type { PlannedCommit, StoryIssue } from "./story.ts";

/** Of the first commit of all stories: the same seed gives the same shas. */
const BEGIN = 1_700_000_000;

type Files = Map<string, string>;

/** The commits of one repository as they are thought up, with the files that each one has. */
export class CommitTree {
  readonly commits: PlannedCommit[] = [];
  readonly #random: Random;
  readonly #name: string;
  readonly #nextIssue: () => StoryIssue;
  readonly #files = new Map<number, Files>();

  constructor(random: Random, name: string, nextIssue: () => StoryIssue) {
    this.#random = random;
    this.#name = name;
    this.#nextIssue = nextIssue;
  }

  /**
   * Adds `count` commits, each on the one before.
   * @param isPlain they name no issue, and nothing speaks against taking them back
   * @returns the mark of the last one
   */
  grow(parent: number | undefined, count: number, isPlain = false): number {
    let tip = parent;
    for (let n = 0; n < count; n++) {
      const changes = this.#changeFiles(tip === undefined ? new Map() : this.#filesOf(tip));
      tip = this.#add(tip === undefined ? [] : [tip], changes, isPlain ? [] : undefined);
    }
    if (tip === undefined) throw new Error("No commits were asked for");
    return tip;
  }

  /** @returns the mark of a merge of `from` into `into`, which has the files of both */
  merge(into: number, from: number): number {
    const own = this.#filesOf(into);
    const changes = new Map([...this.#filesOf(from)].filter(([path]) => !own.has(path)));
    return this.#add([into, from], changes);
  }

  parentOf(mark: number): number | undefined {
    return this.#get(mark).parents[0];
  }

  /** Whether it names nothing and merges nothing. */
  isPlain(mark: number): boolean {
    const { names, parents } = this.#get(mark);
    return names.length === 0 && parents.length === 1;
  }

  #add(parents: number[], changes: PlannedCommit["changes"], names?: string[]): number {
    const mark = this.commits.length + 1;
    const before = parents[0] === undefined ? new Map() : this.#filesOf(parents[0]);
    this.#files.set(mark, apply(before, changes));
    const message = this.#message(mark, parents, names);
    const author = this.#random.pick(PEOPLE);
    const committer = this.#random.chance(0.8) ? author : this.#random.pick(PEOPLE);
    const date = BEGIN + mark * 60;
    this.commits.push({ mark, parents, author, committer, date, changes, ...message });
    return mark;
  }

  #message(mark: number, parents: number[], names?: string[]) {
    const kind = parents.length > 1 ? "Merge" : "Change";
    const subject = `${kind} ${mark} of ${this.#name}`;
    const planned: PlannedMessage = names
      ? { text: subject, names }
      : planMessage(this.#random, subject, this.#nextIssue);
    return { message: planned.text, names: planned.names };
  }

  /** One to four files added, changed, renamed or taken away; sometimes none. */
  #changeFiles(files: Files): PlannedCommit["changes"] {
    const changes: PlannedCommit["changes"] = new Map();
    const mark = this.commits.length + 1;
    const count = this.#random.chance(0.03) ? 0 : this.#random.between(1, 4);
    for (let n = 0; n < count; n++) {
      const free = [...files.keys()].filter((path) => !changes.has(path));
      const kind = free.length < 3 ? 0 : this.#random.next();
      const fresh = `src/part-${this.#random.between(1, 9)}/file-${mark}-${n}.txt`;
      const path = kind < 0.35 ? fresh : this.#random.pick(free);
      if (kind < 0.8) changes.set(path, `${path}\nas of change ${mark}\n`);
      else {
        changes.set(path, undefined);
        if (kind < 0.9) changes.set(fresh, files.get(path) ?? "");
      }
    }
    return changes;
  }

  #filesOf(mark: number): Files {
    return this.#files.get(mark) ?? new Map<string, string>();
  }

  #get(mark: number): PlannedCommit {
    const commit = this.commits[mark - 1];
    if (!commit) throw new Error(`No commit has the mark ${mark}`);
    return commit;
  }
}

function apply(before: Files, changes: PlannedCommit["changes"]): Files {
  const after = new Map(before);
  for (const [path, content] of changes) {
    if (content === undefined) after.delete(path);
    else after.set(path, content);
  }
  return after;
}
