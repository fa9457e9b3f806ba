import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { eventually } from "../world/eventually.ts";
import { git } from "../world/git.ts";
import { checkObserved } from "../world/observe-services.ts";
import { runProgram } from "../world/run-program.ts";
import { sentryCliPath } from "../world/sentry-cli-path.ts";
import { startRelayedWorld } from "./relayed-world.ts";
import { UPSTREAM_ORG } from "./two-sentrys.ts";

afterEach(() => checkObserved());

const hasCurl = await runProgram("curl", ["--version"]).then(
  () => true,
  () => false,
);
if (!hasCurl) console.warn("SKIPPED: the commands of docs/relay.md need curl");

/** The commands of the page, a text for each block; the first one is the demo, which has a test of its own. */
const page = fileURLToPath(new URL("../../docs/relay.md", import.meta.url));
const [, connecting = "", looking = "", building = "", rules = "", states = "", replay = "", end] =
  [...readFileSync(page, "utf8").matchAll(/^```sh\n([^]*?)^```/gm)].map(([, block = ""]) => block);
const definitions = connecting.slice(0, connecting.indexOf('\napi "'));

test.runIf(hasCurl)("the commands of docs/relay.md work as they stand there", async () => {
  const world = await startRelayedWorld();
  const { relay, upstream, clone, token } = world;
  const run = (block: string) =>
    runProgram("bash", ["-e", "-u", "-c", `${definitions}\n${block}`], {
      cwd: clone,
      env: {
        SERVICE: relay.serviceUrl,
        TOKEN: relay.adminToken,
        ORG: "acme",
        SENTRY: upstream.serviceUrl,
        SENTRY_SLUG: UPSTREAM_ORG,
        SENTRY_TOKEN: token,
        BUILD_TOKEN: token,
        PATH: `${dirname(sentryCliPath())}:${process.env["PATH"]}`,
        HOME: clone,
      },
    });

  expect(await run(connecting)).toContain('"missing":[]');
  expect(await run(looking)).toContain('"status":"active"');
  await git(clone, "push", "--quiet", "origin", "main");
  await run(building);
  await eventually("the commits there", async () => {
    const commits = await world.there<object[]>("GET", "releases/shop@1.1.0/commits/");
    return commits.length > 0;
  });
  expect(await run(rules)).toContain('"reason":"It has commits already."');
  expect(await run(states)).toContain('"version":"shop@1.1.0"');
  expect(await run(replay)).toContain('"version":"shop@1.1.0"');
  expect(await run(end ?? "")).toBe("");
});
