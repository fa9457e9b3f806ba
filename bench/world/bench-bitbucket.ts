import { join } from "node:path";
import {
  importCommits,
  type Shas,
} from "@sentry-bitbucket-server/e2e/chaos/story/import-commits.ts";
import { startSandboxProcess } from "@sentry-bitbucket-server/e2e/chaos/servers/sandbox-process.ts";
import { addRepository } from "@sentry-bitbucket-server/e2e/world/add-repository.ts";
import { cloneUrl } from "@sentry-bitbucket-server/e2e/world/create-repository.ts";
import { git } from "@sentry-bitbucket-server/e2e/world/git.ts";
import { basic, JsonClient } from "@sentry-bitbucket-server/e2e/world/json-client.ts";
import { planCommits } from "./plan-commits.ts";

/** A Bitbucket in a process of its own, with the repository `SHOP/web`. */
export interface BenchBitbucket {
  bitbucket: JsonClient;
  /** Of the commits that can be pushed, by their number, from 1. */
  shas: Shas;
  /** Has `main` end with the commit of this number. */
  push(mark: number): Promise<void>;
  end(): Promise<void>;
}

/** @param commits so many are made; the first of them is pushed */
export async function startBenchBitbucket(
  folder: string,
  commits: number,
): Promise<BenchBitbucket> {
  const sandbox = await startSandboxProcess(join(folder, "bitbucket"));
  const bitbucket = new JsonClient(sandbox.url, basic("admin", "admin"));
  await addRepository(bitbucket, "SHOP", "web");
  const gitDir = join(folder, "web.git");
  const shas = await importCommits(gitDir, planCommits(commits));
  const remote = cloneUrl(bitbucket, "SHOP/web");
  const push = async (mark: number) => {
    const sha = shas.get(mark);
    await git(gitDir, "push", "--quiet", remote, `${sha}:refs/heads/main`);
  };
  await push(1);
  return { bitbucket, shas, push, end: () => sandbox.end() };
}
