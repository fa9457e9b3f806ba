import { setTimeout as pause } from "node:timers/promises";
import { eventually } from "../world/eventually.ts";
import type { ChaosWorld } from "./chaos-world.ts";
import { countOpenJobs, type Healing, heal } from "./heal.ts";
import { prepareStory } from "./prepare-story.ts";
import { countPushes, pushStory } from "./push-story.ts";
import type { UpstreamFaults } from "./servers/fault-proxy.ts";
import type { Replicas } from "./servers/replicas.ts";
import { clearFaults, type Faults, setFaults } from "./servers/set-faults.ts";
import { Random } from "./story/random.ts";
import { tellStory } from "./story/tell-story.ts";
import { expectWorld } from "./truth/expect-world.ts";
import type { Expectation } from "./truth/fact.ts";

export interface ChaosOptions {
  commits: number;
  repositories: number;
  kills: number;
  seed: number;
  faults: Faults;
  /** What happens to calls of the Sentry that is relayed to, if there is one. */
  upstreamFaults: UpstreamFaults;
  /** How long the faults stay at most when all is pushed, for what is still to be done. */
  underFaultsMs: number;
  healPatienceMs: number;
  /** Hears of the progress, line by line. */
  say: (line: string) => void;
}

export interface ChaosResult extends Healing {
  /** What was to be there, to compare again. */
  expected: Expectation[];
}

/** Moments between two pushes at which a kill may come, in milliseconds. */
const LONGEST_WAIT_BEFORE_KILL_MS = 400;

/** Tells a story to a service to which everything happens, and compares in the end. */
export async function runChaos(world: ChaosWorld, options: ChaosOptions): Promise<ChaosResult> {
  const { say, seed } = options;
  const story = tellStory({ ...options, relay: world.upstream !== undefined });
  const repositories = await prepareStory(world, story);
  await eventually("the first sights", () => isQuiet(world), options.healPatienceMs);
  const total = countPushes(repositories);
  const commits = story.repositories.reduce((sum, each) => sum + each.commits.length, 0);
  say(`${commits} commits in ${repositories.length} repositories, ${total} pushes to come`);
  await setFaults(world.bitbucket, options.faults, seed);
  world.upstream?.proxy.setFaults(options.upstreamFaults, seed);
  const progress = { pushed: 0, killed: 0, total };
  const reporting = reportEvery(progress, options);
  try {
    await Promise.all([
      pushStory(world, repositories, () => progress.pushed++),
      killAtTimes(world.replicas, options, progress, () => progress.killed++),
      ...(world.upstream ? [killAtTimes(world.upstream.replicas, options, progress)] : []),
    ]);
    await workUnderFaults(world, options.underFaultsMs);
  } finally {
    reporting.stop();
  }
  say(`all pushed; faults that struck: ${await clearFaults(world.bitbucket)}`);
  if (world.upstream) say(`faults of the upstream: ${world.upstream.proxy.clearFaults()}`);
  const expected = await expectWorld(story, repositories, world.upstream !== undefined);
  say(`git and the story have ${expected.length} things to say; comparing until nothing differs`);
  return { expected, ...(await heal(world, expected, options.healPatienceMs)) };
}

/** Lets the service work off what has arrived while calls still fail, for a while. */
async function workUnderFaults(world: ChaosWorld, patienceMs: number): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await isQuiet(world)) && performance.now() < end) await pause(100);
}

interface Progress {
  pushed: number;
  killed: number;
  total: number;
}

/** Each kill waits for its share of the pushes, and then for a moment of chance. */
async function killAtTimes(
  replicas: Replicas,
  { kills, seed }: ChaosOptions,
  progress: Progress,
  onKill?: () => void,
): Promise<void> {
  const random = new Random(seed);
  for (let n = 0; n < kills; n++) {
    const due = Math.floor((progress.total * (n + random.next())) / kills);
    while (progress.pushed < due) await pause(20);
    await pause(random.between(0, LONGEST_WAIT_BEFORE_KILL_MS));
    await replicas.killOne(random);
    onKill?.();
  }
}

const REPORT_EVERY_MS = 5_000;

function reportEvery(progress: Progress, { kills, say }: ChaosOptions): { stop(): void } {
  const start = performance.now();
  const timer = setInterval(() => {
    const seconds = Math.round((performance.now() - start) / 1000);
    const { pushed, killed, total } = progress;
    say(`${seconds} s: ${pushed} of ${total} pushes, ${killed} of ${kills} kills`);
  }, REPORT_EVERY_MS);
  return { stop: () => clearInterval(timer) };
}

async function isQuiet({ bitbucket, database }: ChaosWorld): Promise<boolean> {
  await bitbucket.call("GET", "/sandbox/idle");
  return (await countOpenJobs({ database })) === 0;
}
