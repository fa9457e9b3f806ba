import type {
  CommitRange,
  CommitSource,
  LoggedRefChange,
  PatchSet,
  Ref,
  RefSource,
  SourceCommit,
} from "../src/commits/types.ts";
import { ZERO_SHA } from "../src/commits/types.ts";
import { IntegrationError } from "../src/integrations/integration-error.ts";
import type {
  HookInput,
  HookInspection,
  IntegrationInstallation,
  RemoteRepository,
  RepositoryAddress,
} from "../src/integrations/types.ts";

/** A repository as the host is told to have it. */
export class ToldRepository {
  readonly externalId: string;
  slug: string;
  defaultBranch = "refs/heads/main";
  readonly refs = new Map<string, string>();
  /** Oldest first; null: the host keeps none. */
  log: LoggedRefChange[] | null = [];
  readonly commits = new Map<string, SourceCommit>();

  constructor(slug: string, externalId: string) {
    this.slug = slug;
    this.externalId = externalId;
  }

  /** Puts a commit on a ref, and the push into the log. @returns its sha */
  push(letter: string, message = letter, ref = "refs/heads/main"): string {
    const sha = letter.repeat(40);
    const parent = this.refs.get(ref);
    const who = { name: "Ada", email: "ada@example.com" };
    const at = 1_700_000_000_000 + this.commits.size;
    const people = { author: who, committer: who, authoredAt: at, committedAt: at };
    const parents = parent === undefined ? [] : [parent];
    this.commits.set(sha, { sha, message, ...people, parents });
    this.move(ref, sha);
    return sha;
  }

  /** Moves a ref, or without a sha deletes it. */
  move(ref: string, toSha = ZERO_SHA): LoggedRefChange {
    const fromSha = this.refs.get(ref) ?? ZERO_SHA;
    if (toSha === ZERO_SHA) this.refs.delete(ref);
    else this.refs.set(ref, toSha);
    const type = toSha === ZERO_SHA ? "delete" : fromSha === ZERO_SHA ? "add" : "update";
    const refType = ref.startsWith("refs/tags/") ? "tag" : "branch";
    const id = (this.log?.length ?? 0) + 1;
    const change: LoggedRefChange = { id, ref, refType, type, fromSha, toSha };
    this.log?.push(change);
    return change;
  }

  find(name: string): SourceCommit | undefined {
    return this.commits.get(this.refs.get(name) ?? name);
  }
}

/** A code host for what the sandbox cannot be made to do. All it is asked is in `calls`. */
export class ToldHost implements IntegrationInstallation {
  readonly repositories: ToldRepository[] = [];
  readonly calls: string[] = [];
  /** What fails, by its call: `getPatchSets a…`. */
  readonly failures = new Map<string, IntegrationError>();
  hook: HookInspection = { hookId: 1, problems: [] };

  add(slug: string, externalId: string): ToldRepository {
    const repository = new ToldRepository(slug, externalId);
    this.repositories.push(repository);
    return repository;
  }

  #told<T>(call: string, answer: T): T {
    this.calls.push(call);
    const failure = this.failures.get(call);
    if (failure) throw failure;
    return answer;
  }

  #at({ slug }: RepositoryAddress): ToldRepository {
    const repository = this.repositories.find((one) => one.slug === slug);
    if (!repository) throw noSuch(slug);
    return repository;
  }

  async *getRepositories() {
    this.#told("getRepositories", undefined);
    for (const repository of this.repositories) yield toRemote(repository);
  }

  async getRepository(address: RepositoryAddress) {
    return this.#told(`getRepository ${address.slug}`, toRemote(this.#at(address)));
  }

  async inspectHook() {
    return this.#told("inspectHook", this.hook);
  }

  async putHook(_address: RepositoryAddress, hook: HookInput) {
    return this.#told(`putHook ${hook.secret}`, 1);
  }

  async testHook() {
    return this.#told("testHook", { reached: true as const });
  }

  commitSource(address: RepositoryAddress): CommitSource {
    const told = <T>(call: string, answer: T) => this.#told(call, answer);
    const at = () => this.#at(address);
    return {
      getDefaultBranch: async () => told("getDefaultBranch", at().defaultBranch),
      resolveCommit: async (ref) => told(`resolveCommit ${ref}`, at().find(ref)?.sha),
      listCommits: async (range) => told(`listCommits ${nameRange(range)}`, listRange(at(), range)),
      async *getPatchSets(shas): AsyncGenerator<PatchSet> {
        for (const sha of shas) {
          yield told(`getPatchSets ${sha}`, { sha, files: [], truncated: false });
        }
      },
    };
  }

  refSource(address: RepositoryAddress): RefSource {
    const told = <T>(call: string, answer: T) => this.#told(call, answer);
    const at = () => this.#at(address);
    return {
      async *listRefs(): AsyncGenerator<Ref> {
        for (const [ref, sha] of told("listRefs", at().refs)) yield { ref, sha };
      },
      async listRefChanges() {
        const log = told("listRefChanges", at().log);
        return log === null ? "unavailable" : inTurn(log.toReversed());
      },
    };
  }

  searchRepositories = () => Promise.resolve([]);
  hasRepoAccess = () => Promise.resolve({ ok: true as const });
  deleteHook = () => Promise.resolve();
  deleteHooks = () => Promise.resolve();
  describeHost = () => Promise.resolve({ product: "Told" });
  probe = () => Promise.resolve();
  getLatestTrouble = () => undefined;
  hasFile = () => Promise.resolve(false);
  close = () => Promise.resolve();
}

const nameRange = ({ since, until }: CommitRange) =>
  since === undefined ? until : `${since}..${until}`;

/** Along the first parents, from the newest. */
function listRange(repository: ToldRepository, { since, until }: CommitRange) {
  const [end, start] = [
    repository.find(until),
    since === undefined ? null : repository.find(since),
  ];
  if (!end || start === undefined) return "unknown";
  const history = (from: SourceCommit | null): SourceCommit[] => {
    const [parent = ""] = from?.parents ?? [];
    return from ? [from, ...history(repository.commits.get(parent) ?? null)] : [];
  };
  const known = new Set(history(start).map(({ sha }) => sha));
  return inTurn(history(end).filter(({ sha }) => !known.has(sha)));
}

async function* inTurn<T>(values: T[]): AsyncGenerator<T> {
  for (const value of values) yield value;
}

function toRemote({ slug, externalId }: ToldRepository): RemoteRepository {
  const displayName = `Shop/${slug}`;
  return { externalId, projectKey: "SHOP", slug, displayName, url: `http://told/${slug}` };
}

function noSuch(slug: string): IntegrationError {
  const message = `There is no repository ${slug}.`;
  return new IntegrationError(message, {
    code: "bitbucket_not_found",
    retryable: false,
    cause: undefined,
  });
}
