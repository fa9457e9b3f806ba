import { eventually } from "../../world/eventually.ts";
import { git } from "../../world/git.ts";
import { runProgram } from "../../world/run-program.ts";
import { sentryCliPath } from "../../world/sentry-cli-path.ts";
import type { Narrator } from "../narrator.ts";
import { cliEnvironment } from "../story/6-release.ts";
import { listRelayed, type RelayedRelease } from "./list-relayed.ts";
import type { RelayWorld } from "./start-relay-world.ts";

const VERSION = "shop@1.2.0";
const TAG = "v1.2.0";

interface Previewed {
  version: string;
  wouldBeCompleted: boolean;
  by: { kind: string; name: string; from: string } | null;
}

/** A build that knows nothing of the service announces a release; its tag tells which commits it has. */
export async function completeByTag(
  narrator: Narrator,
  world: RelayWorld,
  { clone, buildToken }: { clone: string; buildToken: string },
): Promise<void> {
  narrator.chapter("7  A build that knows nothing of the service");
  const { sentry } = world;
  await narrator.step(`Change the shop, tag it ${TAG} and push`, async (observe) => {
    await git(clone, "commit", "--quiet", "--allow-empty", "-m", "Serve coffee, too");
    await git(clone, "tag", TAG);
    await git(clone, "push", "--quiet", "origin", "main", TAG);
    observe(await git(clone, "log", "-1", "--format=%h %s"));
  });
  await narrator.step("sentry-cli releases new, straight to the Sentry", async (observe) => {
    const env = cliEnvironment({ serviceUrl: sentry.url, token: buildToken, folder: world.folder });
    await runProgram(sentryCliPath(), ["releases", "new", VERSION], { cwd: clone, env });
    observe(`${VERSION} is there, without commits`);
  });
  await narrator.step("The service says what it would make of that", async (observe) => {
    const path = "/projects/acme/shop/completion-rules/preview/";
    const { by } = await eventually("the tag", async () => {
      const releases = await world.service.call<Previewed[]>("GET", path);
      return releases.find(
        ({ version, wouldBeCompleted }) => version === VERSION && wouldBeCompleted,
      );
    });
    observe(`it would complete it: its ${by?.from} names the ${by?.kind} ${by?.name}`);
  });
  await narrator.step(`The service completes it by the tag ${TAG}`, async (observe) => {
    // It looks every minute by itself, and leaves what is new to its build until the next look; nobody wants to
    // wait for that here.
    await world.service.call("POST", "/organizations/acme/upstream/check/");
    await eventually("the first look", async () => {
      const seen = await listRelayed<RelayedRelease>(world, "releases");
      return seen.some(({ version }) => version === VERSION);
    });
    await world.service.call("POST", "/organizations/acme/upstream/check/");
    const path = `/organizations/acme/releases/${encodeURIComponent(VERSION)}/commits/`;
    const commits = await eventually("the commits", async () => {
      const found = await sentry.api.call<{ id: string; message: string }[]>("GET", path);
      return found.length > 0 && found;
    });
    for (const { id, message } of commits) observe(`${id.slice(0, 11)} ${message}`);
    const relayed = await listRelayed<RelayedRelease>(world, "releases");
    const { origin } = relayed.find(({ version }) => version === VERSION) ?? {};
    if (origin !== "found") throw new Error(`It is ${origin}`);
  });
}
