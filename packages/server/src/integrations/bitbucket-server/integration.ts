import type { BitbucketServerClient } from "@sentry-bitbucket-server/bitbucket-client";
import type { CommitSource, RefSource } from "../../commits/types.ts";
import { IntegrationError } from "../integration-error.ts";
import type {
  CallWatch,
  HookInput,
  HostDescription,
  HostTrouble,
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
import { BitbucketAnswers } from "./bitbucket-answers.ts";
import { BitbucketServerCommitSource } from "./commit-source.ts";
import { describeHost } from "./describe-host.ts";
import { deleteHooks, putHook } from "./hooks.ts";
import { inspectHook } from "./inspect-hook.ts";
import { hasFile } from "./has-file.ts";
import type { LatestTrouble } from "./latest-trouble.ts";
import { BitbucketServerRefSource } from "./ref-source.ts";
import { checkRepoAccess } from "./repo-access.ts";
import { toRemoteRepository } from "./to-remote-repository.ts";

/** Webhooks need it, so a repository without it cannot be linked. */
const administered = { permission: "REPO_ADMIN" } as const;

/** One installed Bitbucket Server. All that it asks goes through one client, which limits the load. */
export class BitbucketServerIntegration implements IntegrationInstallation {
  readonly #client: BitbucketServerClient;
  readonly #baseUrl: string;
  readonly #account: string;
  readonly #trouble: LatestTrouble;
  readonly #answers: BitbucketAnswers;

  /**
   * @param client is closed with the installation
   * @param options `account`: what sentences call who has the identity: `the account`; `trouble`
   *   observes the client
   */
  constructor(
    client: BitbucketServerClient,
    options: { baseUrl: string; account: string; watch: CallWatch; trouble: LatestTrouble },
  ) {
    this.#client = client;
    this.#baseUrl = options.baseUrl;
    this.#account = options.account;
    this.#trouble = options.trouble;
    this.#answers = new BitbucketAnswers(options.watch);
  }

  getClient(): BitbucketServerClient {
    return this.#client;
  }

  async *getRepositories(): AsyncGenerator<RemoteRepository, void, undefined> {
    for await (const repository of this.#answers.list(this.#client.getRepos(administered))) {
      yield toRemoteRepository(this.#baseUrl, repository);
    }
  }

  async searchRepositories(query: string, limit: number): Promise<RemoteRepository[]> {
    const found = await this.#answers.of(
      this.#client.searchRepositories(query, limit, administered),
    );
    return found.map((repository) => toRemoteRepository(this.#baseUrl, repository));
  }

  async getRepository({ projectKey, slug }: RepositoryAddress): Promise<RemoteRepository> {
    const repository = await this.#answers.of(this.#client.getRepo(projectKey, slug));
    return toRemoteRepository(this.#baseUrl, repository);
  }

  async hasRepoAccess(address: RepositoryAddress): Promise<RepoAccess> {
    try {
      return await this.#answers.of(checkRepoAccess(this.#client, address, this.#account));
    } catch (error) {
      if (!(error instanceof IntegrationError) || error.retryable) throw error;
      return { ok: false, reason: error.message };
    }
  }

  inspectHook(address: RepositoryAddress, known: KnownHook): Promise<HookInspection> {
    return this.#answers.of(inspectHook(this.#client, address, known));
  }

  putHook(address: RepositoryAddress, hook: HookInput, hookId?: number): Promise<number> {
    return this.#answers.of(putHook(this.#client, address, hook, hookId));
  }

  async testHook(
    { projectKey, slug }: RepositoryAddress,
    hookId: number,
    url: string,
  ): Promise<HookTest> {
    const test = { url, webhookId: hookId };
    return this.#answers.of(this.#client.testHook(projectKey, slug, test));
  }

  deleteHook({ projectKey, slug }: RepositoryAddress, hookId: number): Promise<void> {
    return this.#answers.of(this.#client.deleteHook(projectKey, slug, hookId));
  }

  deleteHooks(address: RepositoryAddress, url: string): Promise<void> {
    return this.#answers.of(deleteHooks(this.#client, address, url));
  }

  commitSource(repository: IdentifiedRepository): CommitSource {
    return new BitbucketServerCommitSource(this.#client, repository, this.#answers);
  }

  refSource(address: RepositoryAddress): RefSource {
    return new BitbucketServerRefSource(this.#client, address, this.#answers);
  }

  describeHost(): Promise<HostDescription> {
    return this.#answers.of(describeHost(this.#client));
  }

  async probe(): Promise<void> {
    await this.#answers.of(this.#client.whoAmI());
  }

  getLatestTrouble(): HostTrouble | undefined {
    return this.#trouble.latest;
  }

  hasFile(address: RepositoryAddress, file: SourceFile): Promise<boolean> {
    return this.#answers.of(hasFile(this.#client, address, file));
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}
