import type { BitbucketServerClient } from "@sentry-bitbucket-server/bitbucket-client";
import type { CommitRange, CommitSource, PatchSet, SourceCommit } from "../../commits/types.ts";
import type { IdentifiedRepository } from "../types.ts";
import type { BitbucketAnswers } from "./bitbucket-answers.ts";
import { isNoSuchCommit } from "./no-such-commit.ts";
import { resolveCommit } from "./resolve-commit.ts";
import { toFileChanges } from "./to-file-changes.ts";
import { toSourceCommit } from "./to-source-commit.ts";

/** What Bitbucket tells about the commits of one repository. Throws `IntegrationError`. */
export class BitbucketServerCommitSource implements CommitSource {
  readonly #client: BitbucketServerClient;
  readonly #repository: IdentifiedRepository;
  readonly #answers: BitbucketAnswers;

  constructor(
    client: BitbucketServerClient,
    repository: IdentifiedRepository,
    answers: BitbucketAnswers,
  ) {
    this.#client = client;
    this.#repository = repository;
    this.#answers = answers;
  }

  async getDefaultBranch(): Promise<string> {
    const { projectKey, slug } = this.#repository;
    return (await this.#answers.of(this.#client.getDefaultBranch(projectKey, slug))).id;
  }

  resolveCommit(ref: string): Promise<string | undefined> {
    return this.#answers.of(resolveCommit(this.#client, this.#repository, ref));
  }

  /** Whether the ends exist shows with the first page, which is read here. */
  async listCommits(range: CommitRange): Promise<AsyncIterable<SourceCommit> | "unknown"> {
    const { projectKey, slug } = this.#repository;
    const commits = this.#client.getCommits(projectKey, slug, { ...range, merges: "include" });
    const first = await this.#answers.of(
      commits.next().catch((error: unknown) => {
        if (isNoSuchCommit(error)) return "unknown" as const;
        throw error;
      }),
    );
    if (first === "unknown") return "unknown";
    return this.#answers.list(continueList(first, commits));
  }

  async *getPatchSets(shas: string[]): AsyncIterable<PatchSet> {
    const { projectKey, slug, externalId } = this.#repository;
    const answers = this.#client.getFilechangesOfCommits(
      projectKey,
      slug,
      Number(externalId),
      shas,
    );
    for await (const { sha, filechanges } of this.#answers.list(answers)) {
      const { changes, truncated } = filechanges;
      yield { sha, files: toFileChanges(changes), truncated };
    }
  }
}

type Commits = ReturnType<BitbucketServerClient["getCommits"]>;

async function* continueList(
  first: Awaited<ReturnType<Commits["next"]>>,
  rest: Commits,
): AsyncGenerator<SourceCommit, void, undefined> {
  if (first.done) return;
  yield toSourceCommit(first.value);
  for await (const commit of rest) yield toSourceCommit(commit);
}
