import { authorizeWith } from "./authorize.ts";
import { RestApi, type RestApiOptions } from "./http/rest-api.ts";
import type { ClockAndNonce } from "./oauth/clock-and-nonce.ts";
import * as applicationProperties from "./resources/application-properties.ts";
import * as branches from "./resources/branches.ts";
import * as filechanges from "./resources/commit-filechanges.ts";
import * as commits from "./resources/commits.ts";
import { FilechangesCache } from "./resources/filechanges-cache.ts";
import { getFileType } from "./resources/file-type.ts";
import { inOrderOfAnswer } from "./resources/in-order-of-answer.ts";
import * as refChanges from "./resources/ref-change-activities.ts";
import * as repositories from "./resources/repositories.ts";
import { searchRepositories } from "./resources/search-repositories.ts";
import { getServerTime } from "./resources/server-time.ts";
import * as tags from "./resources/tags.ts";
import { testHook, type WebhookTest } from "./resources/test-hook.ts";
import * as webhooks from "./resources/webhooks.ts";
import { whoAmI } from "./resources/who-am-i.ts";
import type * as types from "./types.ts";

export interface BitbucketServerClientOptions extends RestApiOptions {
  clockAndNonce?: ClockAndNonce;
  /** How many changed files are remembered over all commits. @default 100_000 */
  maxCachedChanges?: number;
}

/** A commit with its changed files. */
export interface FilechangesOfCommit {
  sha: string;
  filechanges: types.CommitFilechanges;
}

type Pages<T> = AsyncGenerator<T, void, undefined>;

/** As many as the client sends at once; more would only wait. */
const concurrentFilechanges = 4;

/**
 * A client of one Bitbucket Server / Data Center instance with one set of credentials: retries, keeps
 * to four requests at once, and gives back checked values. Every method throws a `BitbucketError`.
 * Use one per integration, and `close()` it.
 */
export class BitbucketServerClient {
  readonly #api: RestApi;
  readonly #filechanges: FilechangesCache;

  constructor(
    connection: types.ConnectionOptions,
    credentials: types.Credentials,
    options: BitbucketServerClientOptions = {},
  ) {
    const authorize = authorizeWith(credentials, options.clockAndNonce);
    this.#api = new RestApi(connection, authorize, options);
    this.#filechanges = new FilechangesCache(options.maxCachedChanges ?? 100_000);
  }

  /** Answered to anyone: proves the address, not the credentials. */
  getApplicationProperties(): Promise<types.ApplicationProperties> {
    return applicationProperties.getApplicationProperties(this.#api);
  }

  /** Bitbucket's clock, in epoch milliseconds, to the second; `undefined` where it does not tell. */
  getServerTime(): Promise<number | undefined> {
    return getServerTime(this.#api);
  }

  /** The username of the credentials; `undefined` where Bitbucket treats them as anonymous. */
  whoAmI(): Promise<string | undefined> {
    return whoAmI(this.#api);
  }

  getRepos(filter?: repositories.RepositoryFilter): Pages<types.Repository> {
    return repositories.getRepos(this.#api, filter);
  }

  /** By a part of name, slug, project key, project name or `KEY/slug`, in any case. */
  searchRepositories(
    query: string,
    limit = 25,
    filter?: repositories.RepositoryFilter,
  ): Promise<types.Repository[]> {
    return searchRepositories(this.#api, query, limit, filter);
  }

  getRepo(projectKey: string, slug: string): Promise<types.Repository> {
    return repositories.getRepo(this.#api, projectKey, slug);
  }

  createHook(projectKey: string, slug: string, hook: types.WebhookInput): Promise<types.Webhook> {
    return webhooks.createHook(this.#api, projectKey, slug, hook);
  }

  updateHook(
    projectKey: string,
    slug: string,
    id: number,
    hook: types.WebhookInput,
  ): Promise<types.Webhook> {
    return webhooks.updateHook(this.#api, projectKey, slug, id, hook);
  }

  getHooks(projectKey: string, slug: string): Pages<types.Webhook> {
    return webhooks.getHooks(this.#api, projectKey, slug);
  }

  /** Bitbucket's own test: whether it can reach the URL. */
  testHook(projectKey: string, slug: string, test: WebhookTest): Promise<types.WebhookTestResult> {
    return testHook(this.#api, projectKey, slug, test);
  }

  /** A webhook that is gone already is a success. */
  deleteHook(projectKey: string, slug: string, id: number): Promise<void> {
    return webhooks.deleteHook(this.#api, projectKey, slug, id);
  }

  /** Newest first. */
  getCommits(projectKey: string, slug: string, range: types.CommitRange): Pages<types.Commit> {
    return commits.getCommits(this.#api, projectKey, slug, range);
  }

  getLastCommits(
    projectKey: string,
    slug: string,
    options: commits.LastCommitsOptions,
  ): Promise<types.Commit[]> {
    return commits.getLastCommits(this.#api, projectKey, slug, options);
  }

  /** `id` is a commit's, full or short, or the hash of an annotated tag; not a ref name. */
  getCommit(projectKey: string, slug: string, id: string): Promise<types.Commit> {
    return commits.getCommit(this.#api, projectKey, slug, id);
  }

  /** Always asks Bitbucket; `getFilechangesOfCommits` remembers. */
  getCommitFilechanges(
    projectKey: string,
    slug: string,
    sha: string,
  ): Promise<types.CommitFilechanges> {
    return filechanges.getCommitFilechanges(this.#api, projectKey, slug, sha);
  }

  /**
   * The changes of many commits, concurrently, each sha once, in the order in which Bitbucket
   * answers. What is known or under way of the same repository and sha is not asked for again.
   */
  getFilechangesOfCommits(
    projectKey: string,
    slug: string,
    repositoryId: number,
    shas: Iterable<string>,
  ): Pages<FilechangesOfCommit> {
    return inOrderOfAnswer(new Set(shas), concurrentFilechanges, async (sha) => ({
      sha,
      filechanges: await this.#filechanges.get(`${repositoryId}/${sha}`, () =>
        this.getCommitFilechanges(projectKey, slug, sha),
      ),
    }));
  }

  getBranches(
    projectKey: string,
    slug: string,
    filter?: branches.BranchFilter,
  ): Pages<types.Branch> {
    return branches.getBranches(this.#api, projectKey, slug, filter);
  }

  /** The configured one; it need not exist yet. */
  getDefaultBranch(projectKey: string, slug: string): Promise<types.DefaultBranch> {
    return branches.getDefaultBranch(this.#api, projectKey, slug);
  }

  getTags(projectKey: string, slug: string, filter?: tags.TagFilter): Pages<types.Tag> {
    return tags.getTags(this.#api, projectKey, slug, filter);
  }

  /** What is at a path, at a commit, branch or tag. Needs `REPO_READ`. */
  getFileType(
    projectKey: string,
    slug: string,
    file: { path: string; at: string },
  ): Promise<types.FileType> {
    return getFileType(this.#api, projectKey, slug, file);
  }

  /** Bitbucket's log of pushes, newest first. Needs `REPO_ADMIN`. */
  getRefChangeActivities(
    projectKey: string,
    slug: string,
    filter?: refChanges.RefChangeFilter,
  ): Pages<types.RefChangeActivity> {
    return refChanges.getRefChangeActivities(this.#api, projectKey, slug, filter);
  }

  /** Ends all connections; calls under way fail with a `NetworkError`. */
  close(): Promise<void> {
    return this.#api.close();
  }
}
