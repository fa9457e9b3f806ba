import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "../../src/index.ts";
import { column } from "../json.ts";
import { type Answer, type CallOptions, cart, SandboxWorld } from "../sandbox-world.ts";
import { fillSandbox } from "./fill-sandbox.ts";
import { type Delivery, startWebhookReceiver } from "./webhook-receiver.ts";

/** Counts over a whole run, for the one line at its end. */
export class Tally {
  answers = 0;
  violations = 0;

  /** Counts differences from an oracle, and gives them back to be asserted on. */
  count(differences: string[]): string[] {
    this.violations += differences.length;
    return differences;
  }

  toString(): string {
    return `contract: ${this.answers} answers checked, ${this.violations} violations`;
  }
}

/** A sandbox with something of everything in it, whose answers are counted. */
export class ContractWorld extends SandboxWorld {
  readonly deliveries: Delivery[];
  readonly #tally: Tally;
  readonly #hashes = new Map<string, string>();

  constructor(sandbox: Sandbox, folder: string, deliveries: Delivery[], tally: Tally) {
    super(sandbox, folder);
    this.deliveries = deliveries;
    this.#tally = tally;
  }

  override async call(method: string, path: string, options?: CallOptions): Promise<Answer> {
    this.#tally.answers += 1;
    return super.call(method, path, options).catch((error: unknown) => {
      this.#tally.violations += 1;
      throw error;
    });
  }

  /** Reads the commits that `withHashes` can name. */
  async learnHashes(): Promise<void> {
    const { json } = await this.get(`${cart}/commits?limit=100`);
    const ids = column(json, "values", "id");
    for (const [index, message] of column(json, "values", "message").entries())
      this.#hashes.set(message, ids[index] ?? "");
  }

  /** Puts the hash of a commit where its message stands in braces. */
  withHashes(path: string): string {
    return path.replace(/\{([^}]*)\}/g, (_braces, message) => this.#hashes.get(message) ?? "");
  }
}

/** Starts and fills a sandbox; `close` ends it and its receiver of webhooks. */
export async function startContractWorld(
  dates: "epoch" | "iso",
  tally: Tally,
): Promise<{ world: ContractWorld; close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "sandbox-"));
  const receiver = await startWebhookReceiver();
  const dataDir = join(folder, "data");
  const sandbox = await startSandbox({ dataDir, dates, contextPath: "/bitbucket" });
  const world = new ContractWorld(sandbox, folder, receiver.deliveries, tally);
  await fillSandbox(world, receiver.url);
  await sandbox.idle();
  await world.learnHashes();
  const close = async () => {
    await sandbox.close();
    await receiver.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { world, close };
}
