import { type Sandbox, startSandbox } from "@sentry-bitbucket-server/sandbox";
import { basic, JsonClient } from "./json-client.ts";

/** A Bitbucket Server, as its administrator has it. */
export interface Bitbucket {
  sandbox: Sandbox;
  /** Its REST API, and what the sandbox is told below `/sandbox`. */
  bitbucket: JsonClient;
}

export interface BitbucketOptions {
  /** Everything that it writes is below this folder. */
  dataDir: string;
  /** 0 takes any. */
  port?: number;
  /** In front of every path, as `/bitbucket`. */
  contextPath?: string;
}

export async function startBitbucket(options: BitbucketOptions): Promise<Bitbucket> {
  const sandbox = await startSandbox({ ...options, publicHost: "localhost" });
  return { sandbox, bitbucket: new JsonClient(sandbox.url, basic("admin", "admin")) };
}
