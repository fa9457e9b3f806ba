import { eventually } from "../world/eventually.ts";
import type { JsonClient } from "../world/json-client.ts";
import type { ChaosWorld } from "./chaos-world.ts";
import type { PreparedRepository } from "./prepare-story.ts";
import { push, shaOf } from "./story/push.ts";
import { BITBUCKET_PROJECT, type PlannedRelease } from "./story/story.ts";

/** How long a build goes on asking a service that is away. */
const PATIENCE_MS = 120_000;
const RELEASES = "/organizations/acme/releases/";

/** Makes a release as a build does, again until that was heard. */
export async function release(
  world: ChaosWorld,
  repository: PreparedRepository,
  planned: PlannedRelease,
): Promise<void> {
  if (planned.toldBy === "refs") return setCommits(world, repository, planned);
  const { mark, project, version, toldBy } = planned;
  const ref = toldBy === "sha" ? { ref: shaOf(repository.shas, mark) } : {};
  await say(world.tracker, "POST", RELEASES, { version, projects: [project], ...ref });
  if (toldBy === "sha") return;
  const tag = { ref: `refs/tags/${version}`, to: { mark }, isForced: false };
  await push(repository.clone, { changes: [tag] });
}

/** Says what `sentry-cli releases new` and `set-commits` say. */
async function setCommits(
  { asBuild }: ChaosWorld,
  { story, shas }: PreparedRepository,
  { version, project, mark, previous }: PlannedRelease,
): Promise<void> {
  const ref = {
    repository: `${BITBUCKET_PROJECT}/${story.slug}`,
    commit: shaOf(shas, mark),
    ...(previous !== undefined && { previousCommit: shaOf(shas, previous) }),
  };
  await say(asBuild, "POST", RELEASES, { version, projects: [project] });
  await say(asBuild, "PUT", `${RELEASES}${encodeURIComponent(version)}/`, { refs: [ref] });
}

function say(client: JsonClient, method: string, path: string, body: object): Promise<true> {
  const call = () => client.call(method, path, body).then((): true => true, isAway);
  return eventually(`${method} ${path}`, call, PATIENCE_MS);
}

/** @throws the error when it was answered for good, and so is not away */
function isAway(error: unknown): false {
  if (error instanceof Error && / answered 4(?!09|29)\d\d?/.test(error.message)) throw error;
  return false;
}
