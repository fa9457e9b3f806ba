import { setTimeout as pause } from "node:timers/promises";
import pc from "picocolors";
import { Narrator } from "./narrator.ts";
import { missingRequirements } from "./requirements.ts";
import { tellStory } from "./story/story.ts";
import { startWorld, type World } from "../world/start-world.ts";

const once = process.argv.includes("--once");
const narrator = new Narrator(process.stdout);
let starting: Promise<World> | undefined;
let story: Promise<void> | undefined;
let interrupted = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    // The terminal has sent it to git and sentry-cli too: their failure is not the story's.
    interrupted = true;
    void stop(130);
  });
}

const missing = await missingRequirements();
if (missing.length > 0 && !interrupted) {
  process.stderr.write(`The demo needs:\n${missing.map((line) => `- ${line}`).join("\n")}\n`);
  process.exit(1);
}

narrator.say(
  pc.bold("A push to Bitbucket Server resolves an issue: the whole story, nothing mocked."),
);
starting = startWorld({ bitbucketPort: 7990, servicePort: 9000 });
const world = await starting;
for (const remark of world.remarks) narrator.say(pc.yellow(remark));
story = tellStory(narrator, world);
try {
  await story;
} catch (error) {
  // A step that failed has told why.
  if (!interrupted && narrator.failed === 0) throw error;
}
if (!interrupted) {
  if (once) await stop(narrator.failed === 0 ? 0 : 1);
  else tellWhereThingsAre(world);
}

function tellWhereThingsAre(world: World): void {
  narrator.chapter("Both stay up. Look around, then press Ctrl-C.");
  narrator.say(`  Bitbucket (sandbox)   ${world.bitbucket.url}   admin / admin`);
  narrator.say(
    `  The service           ${world.serviceUrl}   admin@localhost / ${world.adminPassword}`,
  );
  narrator.say(`  API token             ${world.adminToken}`);
  narrator.say(`  Clone, data, log      ${world.folder}`);
  narrator.say(
    `\n  curl -H 'Authorization: Bearer ${world.adminToken}' ${world.serviceUrl}/api/0/organizations/acme/issues/SHOP-1/\n`,
  );
}

async function stop(code: number): Promise<never> {
  const world = await starting;
  // The step under way may still write into the folder.
  await Promise.race([story?.catch(() => {}), pause(2_000)]);
  const keepFolder = narrator.failed > 0 && !interrupted;
  await world?.close(keepFolder);
  if (keepFolder) narrator.say(`\nData and log are kept in ${world?.folder}`);
  if (interrupted) narrator.say("\nStopped; nothing is left behind.");
  if (once) narrator.say(`\ndemo: ${narrator.passed} steps passed, ${narrator.failed} failed`);
  process.exit(code);
}
