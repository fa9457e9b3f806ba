import type { BitbucketServerClient } from "@sentry-bitbucket-server/bitbucket-client";
import type { CommitRange, CommitSource, PatchSet, SourceCommit } from "../../commits/types.ts";
import type { IdentifiedRepository } from "../types.ts";
import { isNoSuchCommit } from "./no-such-commit.ts";
import { resolveCommit } from "./resolve-commit.ts";
import { toFileChanges } from "./to-file-changes.ts";
import { askBitbucket, listFromBitbucket } from "./to-integration-error.ts";
import { toSourceCommit } from "./to-source-commit.ts";

/** What Bitbucket tells about the commits of one repository. Throws `IntegrationError`. */
export class BitbucketServerCommitSource implements CommitSource {
  readonly #client: BitbucketServerClient;
  readonly #repository: IdentifiedRepository;

  constructor(client: BitbucketServerClient, repository: IdentifiedRepository) {
    this.#client = client;
    this.#repository = repository;
  }

  async getDefaultBranch(): Promise<string> {
    const { projectKey, slug } = this.#repository;
    return (await askBitbucket(this.#client.getDefaultBranch(projectKey, slug))).id;
  }

  resolveCommit(ref: string): Promise<string | undefined> {
    return askBitbucket(resolveCommit(this.#client, this.#repository, ref));
  }

  /** Whether the ends exist shows with the first page, which is read here. */
  async listCommits(range: CommitRange): Promise<AsyncIterable<SourceCommit> | "unknown"> {
    const { projectKey, slug } = this.#repository;
    const commits = this.#client.getCommits(projectKey, slug, { ...range, merges: "include" });
    const first = await askBitbucket(
      commits.next().catch((error: unknown) => {
        if (isNoSuchCommit(error)) return "unknown" as const;
        throw error;
      }),
    );
    if (first === "unknown") return "unknown";
    return listFromBitbucket(continueList(first, commits));
  }

  async *getPatchSets(shas: string[]): AsyncIterable<PatchSet> {
    const { projectKey, slug, externalId } = this.#repository;
    const answers = this.#client.getFilechangesOfCommits(
      projectKey,
      slug,
      Number(externalId),
      shas,
    );
    for await (const { sha, filechanges } of listFromBitbucket(answers)) {
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
