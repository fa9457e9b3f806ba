import { readRefs } from "../git/list-refs.ts";
import type { Instance } from "../instance.ts";
import type { RefChange, Repository, User } from "../state/entities.ts";
import type { WebhookEvents } from "../webhooks/webhook-events.ts";
import { KeyedLock } from "./keyed-lock.ts";
import { refChangesBetween } from "./ref-changes.ts";

/** Everything that moves refs goes through here: it is logged for the activity list and told to webhooks. */
export class Pushes {
  readonly #instance: Instance;
  readonly #events: WebhookEvents;
  readonly #lock = new KeyedLock();

  constructor(instance: Instance, events: WebhookEvents) {
    this.#instance = instance;
    this.#events = events;
  }

  /**
   * Runs `moveRefs` alone in its repository, so that what has changed afterwards was changed by it. Ends when
   * the changes are logged and their deliveries have started; `onLogged` is called in between.
   */
  async run(
    actor: User,
    repository: Repository,
    trigger: string,
    moveRefs: () => Promise<unknown>,
    onLogged: () => void = () => undefined,
  ): Promise<RefChange[]> {
    const gitDir = this.#instance.gitDir(repository.id);
    return this.#lock.run(repository.id, async () => {
      const before = await readRefs(gitDir);
      await moveRefs();
      const changes = refChangesBetween(before, await readRefs(gitDir));
      this.#log(actor, repository, trigger, changes);
      onLogged();
      if (changes.length > 0) await this.#events.refsChanged(actor, repository, changes);
      return changes;
    });
  }

  #log(actor: User, { id }: Repository, trigger: string, changes: readonly RefChange[]): void {
    for (const refChange of changes) {
      this.#instance.state.activities.insert({
        repositoryId: id,
        userId: actor.id,
        createdDate: Date.now(),
        refChange,
        trigger,
      });
    }
  }
}
