import type { BitbucketServerClient } from "@sentry-bitbucket-server/bitbucket-client";
import type { CommitSource } from "../../commits/types.ts";
import type {
  HookInput,
  HookInspection,
  HookTest,
  IntegrationInstallation,
  KnownHook,
  RemoteRepository,
  RepoAccess,
  RepositoryAddress,
  IdentifiedRepository,
  SourceFile,
} from "../types.ts";
import { BitbucketServerCommitSource } from "./commit-source.ts";
import { deleteHooks, putHook } from "./hooks.ts";
import { inspectHook } from "./inspect-hook.ts";
import { hasFile } from "./has-file.ts";
import { checkRepoAccess } from "./repo-access.ts";
import { askBitbucket, listFromBitbucket } from "./to-integration-error.ts";
import { toRemoteRepository } from "./to-remote-repository.ts";

/** Webhooks need it, so a repository without it cannot be linked. */
const administered = { permission: "REPO_ADMIN" } as const;
const MOST_FOUND = 100;

/** One installed Bitbucket Server. All that it asks goes through one client, which limits the load. */
export class BitbucketServerIntegration implements IntegrationInstallation {
  readonly #client: BitbucketServerClient;
  readonly #baseUrl: string;

  /** @param client is closed with the installation */
  constructor(client: BitbucketServerClient, baseUrl: string) {
    this.#client = client;
    this.#baseUrl = baseUrl;
  }

  getClient(): BitbucketServerClient {
    return this.#client;
  }

  async *getRepositories(): AsyncGenerator<RemoteRepository, void, undefined> {
    for await (const repository of listFromBitbucket(this.#client.getRepos(administered))) {
      yield toRemoteRepository(this.#baseUrl, repository);
    }
  }

  async searchRepositories(query: string): Promise<RemoteRepository[]> {
    const found = await askBitbucket(
      this.#client.searchRepositories(query, MOST_FOUND, administered),
    );
    return found.map((repository) => toRemoteRepository(this.#baseUrl, repository));
  }

  async getRepository({ projectKey, slug }: RepositoryAddress): Promise<RemoteRepository> {
    const repository = await askBitbucket(this.#client.getRepo(projectKey, slug));
    return toRemoteRepository(this.#baseUrl, repository);
  }

  hasRepoAccess(address: RepositoryAddress): Promise<RepoAccess> {
    return askBitbucket(checkRepoAccess(this.#client, address));
  }

  inspectHook(address: RepositoryAddress, known: KnownHook): Promise<HookInspection> {
    return askBitbucket(inspectHook(this.#client, address, known));
  }

  putHook(address: RepositoryAddress, hook: HookInput, hookId?: number): Promise<number> {
    return askBitbucket(putHook(this.#client, address, hook, hookId));
  }

  async testHook(
    { projectKey, slug }: RepositoryAddress,
    hookId: number,
    url: string,
  ): Promise<HookTest> {
    const test = { url, webhookId: hookId };
    const result = await askBitbucket(this.#client.testHook(projectKey, slug, test));
    return result.reached ? { reached: true } : { reached: false, reason: result.reason };
  }

  deleteHook({ projectKey, slug }: RepositoryAddress, hookId: number): Promise<void> {
    return askBitbucket(this.#client.deleteHook(projectKey, slug, hookId));
  }

  deleteHooks(address: RepositoryAddress, url: string): Promise<void> {
    return askBitbucket(deleteHooks(this.#client, address, url));
  }

  commitSource(repository: IdentifiedRepository): CommitSource {
    return new BitbucketServerCommitSource(this.#client, repository);
  }

  hasFile(address: RepositoryAddress, file: SourceFile): Promise<boolean> {
    return askBitbucket(hasFile(this.#client, address, file));
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}
