import type { Settings } from "../control/settings.ts";
import type { Caller } from "../http/caller.ts";
import type { Instance } from "../instance.ts";
import type { RefChange, Repository, User, Webhook } from "../state/entities.ts";
import { dateWriter, envelopeDate, type WriteDate } from "../wire/dates.ts";
import type { toRepository } from "../wire/to-repository.ts";
import { toUser } from "../wire/to-user.ts";
import { actorOf } from "./actor.ts";
import { refsChangedPayload } from "./refs-changed-payload.ts";
import type { WebhookDeliveries } from "./webhook-deliveries.ts";

type RepositoryJson = ReturnType<typeof toRepository>;
/** Writes what an event says beside its envelope. */
type ToPayload = (date: WriteDate) => object | Promise<object>;

/** Tells the webhooks of a repository and of its project what has happened. */
export class WebhookEvents {
  readonly #instance: Instance;
  readonly #settings: Settings;
  readonly #deliveries: WebhookDeliveries;

  constructor(instance: Instance, settings: Settings, deliveries: WebhookDeliveries) {
    this.#instance = instance;
    this.#settings = settings;
    this.#deliveries = deliveries;
  }

  /** One push (or merge) is one event, however many refs it moved. Ends when the deliveries have started. */
  async refsChanged(
    actor: User,
    repository: Repository,
    changes: readonly RefChange[],
  ): Promise<void> {
    await this.#emit("repo:refs_changed", actor, repository, (date) =>
      refsChangedPayload(this.#instance, repository, changes, date),
    );
  }

  /** A repository was renamed, moved or otherwise changed; `before` and `after` are its wire forms. */
  repositoryModified(
    caller: Caller,
    repository: Repository,
    before: RepositoryJson,
    after: RepositoryJson,
  ): void {
    const actor = actorOf(caller, this.#instance.state);
    void this.#emit("repo:modified", actor, repository, () => ({ old: before, new: after }));
  }

  /** `pr:opened`, `pr:merged`; `toPullRequest` writes the pull request with the dates of the current mode. */
  async pullRequest(
    event: string,
    actor: User,
    repository: Repository,
    toPullRequest: (date: WriteDate) => Promise<object>,
  ): Promise<void> {
    await this.#emit(event, actor, repository, async (date) => ({
      pullRequest: await toPullRequest(date),
    }));
  }

  #emit(event: string, actor: User, repository: Repository, toPayload: ToPayload): Promise<void> {
    const told = this.#tell(event, actor, repository, toPayload);
    this.#deliveries.track(told);
    return told;
  }

  async #tell(
    event: string,
    actor: User,
    repository: Repository,
    toPayload: ToPayload,
  ): Promise<void> {
    const webhooks = this.#subscribers(event, repository);
    if (webhooks.length === 0) return;
    const envelope = {
      eventKey: event,
      date: envelopeDate(new Date()),
      actor: toUser(actor, this.#instance.links),
    };
    const payload = await toPayload(dateWriter(this.#settings.dates));
    const body = JSON.stringify({ ...envelope, ...payload });
    const eventScope = { id: String(repository.id), type: "repository" };
    for (const webhook of webhooks) {
      this.#deliveries.send({ webhook, event, eventScope, body, isSigned: true });
    }
  }

  #subscribers(event: string, repository: Repository): Webhook[] {
    return this.#instance.state.webhooks.filter(
      ({ active, events, scope }) =>
        active &&
        events.includes(event) &&
        (scope.type === "repository"
          ? scope.repositoryId === repository.id
          : scope.projectId === repository.projectId),
    );
  }
}
