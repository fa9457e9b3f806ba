import type { ChaosWorld } from "./chaos-world.ts";
import type { PreparedRepository } from "./prepare-story.ts";
import { push } from "./story/push.ts";
import { release } from "./release.ts";
import type { PlannedPush } from "./story/story.ts";

/** Pushes at the same time, in different repositories. */
const PUSHERS = 3;
/** Pushes every story to its end, the repositories in turns, each in its order. */
export async function pushStory(
  world: ChaosWorld,
  repositories: readonly PreparedRepository[],
  onPush: () => void,
): Promise<void> {
  const waiting = repositories.map((repository) => ({
    repository,
    pushes: repository.story.pushes.slice(repository.story.pushesBeforeLink),
  }));
  const pushInTurns = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [planned, ...pushes] = next.pushes;
      if (!planned) continue;
      await pushOne(world, next.repository, planned);
      onPush();
      waiting.push({ ...next, pushes });
    }
  };
  await Promise.all(Array.from({ length: PUSHERS }, pushInTurns));
}

export function countPushes(repositories: readonly PreparedRepository[]): number {
  return repositories
    .map(({ story }) => story.pushes.length - story.pushesBeforeLink)
    .reduce((sum, count) => sum + count, 0);
}

async function pushOne(world: ChaosWorld, repository: PreparedRepository, planned: PlannedPush) {
  await push(repository.clone, planned);
  if (planned.release) await release(world, repository, planned.release);
}
