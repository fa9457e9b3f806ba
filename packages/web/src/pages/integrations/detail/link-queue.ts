/** A repository that is being linked, was, or could not be. */
export interface LinkTask {
  /** `KEY/slug` */
  identifier: string;
  state: "waiting" | "linking" | "linked" | "failed";
  /** Why it could not be linked, as a sentence. */
  problem?: string;
}

/** Bitbucket makes a webhook for each, and others ask it too. */
const AT_ONCE = 3;

/**
 * Links repositories, a few at once, in the order in which they were chosen. It lives as long as the
 * application is open, whatever page is looked at: who leaves finds on coming back how far it is.
 */
export class LinkQueue {
  #tasks: readonly LinkTask[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #link: (identifier: string) => Promise<void>;

  /** @param link throws an Error whose message is a sentence */
  constructor(link: (identifier: string) => Promise<void>) {
    this.#link = link;
  }

  /** Changes with each change of a task, and only then. */
  readonly read = (): readonly LinkTask[] => this.#tasks;

  /** @returns what ends it */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What failed before is tried again; what is under way is not begun twice. */
  add(identifiers: readonly string[]): void {
    const isOpen = ({ identifier, state }: LinkTask) =>
      !identifiers.includes(identifier) || state === "waiting" || state === "linking";
    const kept = this.#tasks.filter(isOpen);
    const known = new Set(kept.map(({ identifier }) => identifier));
    const added = identifiers.filter((identifier) => !known.has(identifier));
    this.#set([...kept, ...added.map((identifier) => ({ identifier, state: "waiting" as const }))]);
    this.#begin();
  }

  /** Forgets what is over. */
  clear(): void {
    this.#set(this.#tasks.filter(({ state }) => state === "waiting" || state === "linking"));
  }

  #begin(): void {
    const free = AT_ONCE - this.#tasks.filter(({ state }) => state === "linking").length;
    const next = this.#tasks.filter(({ state }) => state === "waiting").slice(0, free);
    for (const { identifier } of next) void this.#run(identifier);
  }

  async #run(identifier: string): Promise<void> {
    this.#change({ identifier, state: "linking" });
    try {
      await this.#link(identifier);
      this.#change({ identifier, state: "linked" });
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      this.#change({ identifier, state: "failed", problem });
    }
    this.#begin();
  }

  #change(task: LinkTask): void {
    this.#set(this.#tasks.map((one) => (one.identifier === task.identifier ? task : one)));
  }

  #set(tasks: readonly LinkTask[]): void {
    this.#tasks = tasks;
    for (const listener of this.#listeners) listener();
  }
}
