import type { BitbucketServerClient } from "@sentry-bitbucket-server/bitbucket-client";
import type { LoggedRefChange, Ref, RefSource } from "../../commits/types.ts";
import { IntegrationError } from "../integration-error.ts";
import type { RepositoryAddress } from "../types.ts";
import type { BitbucketAnswers } from "./bitbucket-answers.ts";
import { toRefChange } from "./to-push.ts";

/** What Bitbucket tells about the branches and tags of one repository. Throws `IntegrationError`. */
export class BitbucketServerRefSource implements RefSource {
  readonly #client: BitbucketServerClient;
  readonly #address: RepositoryAddress;
  readonly #answers: BitbucketAnswers;

  constructor(
    client: BitbucketServerClient,
    address: RepositoryAddress,
    answers: BitbucketAnswers,
  ) {
    this.#client = client;
    this.#address = address;
    this.#answers = answers;
  }

  async *listRefs(): AsyncGenerator<Ref, void, undefined> {
    const { projectKey, slug } = this.#address;
    for await (const branch of this.#answers.list(this.#client.getBranches(projectKey, slug))) {
      yield { ref: branch.id, sha: branch.latestCommit };
    }
    for await (const tag of this.#answers.list(this.#client.getTags(projectKey, slug))) {
      // A push of an annotated tag tells the hash of the tag itself, so that is what is recorded.
      yield { ref: tag.id, sha: tag.hash ?? tag.latestCommit };
    }
  }

  /** `ref-change-activities`, with its first page. It needs REPO_ADMIN, and old versions lack it. */
  async listRefChanges(): Promise<AsyncIterable<LoggedRefChange> | "unavailable"> {
    const { projectKey, slug } = this.#address;
    const activities = this.#client.getRefChangeActivities(projectKey, slug);
    try {
      const first = await this.#answers.of(activities.next());
      return this.#answers.list(continueList(first, activities));
    } catch (error) {
      if (!(error instanceof IntegrationError) || error.retryable || error.isPause) throw error;
      return "unavailable";
    }
  }
}

type Activities = ReturnType<BitbucketServerClient["getRefChangeActivities"]>;

async function* continueList(
  first: Awaited<ReturnType<Activities["next"]>>,
  rest: Activities,
): AsyncGenerator<LoggedRefChange, void, undefined> {
  if (first.done) return;
  yield toLogged(first.value);
  for await (const activity of rest) yield toLogged(activity);
}

function toLogged({ id, refId, fromHash, toHash }: Activity): LoggedRefChange {
  return { id, ...toRefChange({ ref: { id: refId }, fromHash, toHash }) };
}

type Activity = Exclude<Awaited<ReturnType<Activities["next"]>>["value"], void>;
