import { eventually } from "../world/eventually.ts";
import type { ChaosWorld } from "./chaos-world.ts";
import type { PreparedRepository } from "./prepare-story.ts";
import { push, shaOf } from "./story/push.ts";
import { BITBUCKET_PROJECT, type PlannedPush, type PlannedRelease } from "./story/story.ts";

/** Pushes at the same time, in different repositories. */
const PUSHERS = 3;
/** How long a build goes on asking a service that is away. */
const RELEASE_PATIENCE_MS = 120_000;

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

/** Says what `sentry-cli releases new` and `set-commits` say, again until the service has heard it. */
async function release(
  world: ChaosWorld,
  { story, shas }: PreparedRepository,
  planned: PlannedRelease,
) {
  const { version, project, mark, previous } = planned;
  const ref = {
    repository: `${BITBUCKET_PROJECT}/${story.slug}`,
    commit: shaOf(shas, mark),
    ...(previous !== undefined && { previousCommit: shaOf(shas, previous) }),
  };
  const path = "/organizations/acme/releases/";
  const say = (method: string, path: string, body: object) =>
    eventually(
      `the release ${version}`,
      () => world.service.call(method, path, body).then(() => true, isAway),
      RELEASE_PATIENCE_MS,
    );
  await say("POST", path, { version, projects: [project] });
  await say("PUT", `${path}${encodeURIComponent(version)}/`, { refs: [ref] });
}

/** @throws the error when the service has answered, and so is not away */
function isAway(error: unknown): false {
  if (error instanceof Error && / answered 4\d\d/.test(error.message)) throw error;
  return false;
}
