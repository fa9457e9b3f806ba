import { setTimeout as pause } from "node:timers/promises";
import pc from "picocolors";
import { Narrator } from "./narrator.ts";
import { missingRequirements } from "./requirements.ts";
import { startRelayWorld } from "./relay/start-relay-world.ts";
import { LAST_RELAY_PAGE, tellRelayStory } from "./relay/relay-story.ts";
import { LAST_PAGE, tellStory } from "./story/story.ts";
import { startWorld, type World } from "../world/start-world.ts";

const PORTS = { bitbucketPort: 7990, servicePort: 9000, sentryPort: 9010 };

const once = process.argv.includes("--once");
const begin = process.argv.includes("--relay") ? beginRelay : beginBuiltIn;
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

const tellWhereThingsAre = await begin();
try {
  await story;
} catch (error) {
  // A step that failed has told why.
  if (!interrupted && narrator.failed === 0) throw error;
}
if (!interrupted) {
  if (once) await stop(narrator.failed === 0 ? 0 : 1);
  else tellWhereThingsAre();
}

async function beginBuiltIn(): Promise<() => void> {
  narrator.say(
    pc.bold("A push to Bitbucket Server resolves an issue: the whole story, nothing mocked."),
  );
  const started = startWorld(PORTS);
  starting = started;
  const world = await started;
  for (const remark of world.remarks) narrator.say(pc.yellow(remark));
  story = tellStory(narrator, world);
  return () => tellBuiltIn(world);
}

async function beginRelay(): Promise<() => void> {
  narrator.say(
    pc.bold(
      "A push to Bitbucket Server resolves an issue in the Sentry that a team has: nothing mocked.",
    ),
  );
  narrator.say("That Sentry is a second instance of this service, with the built-in tracker.");
  const started = startRelayWorld(PORTS);
  starting = started;
  const world = await started;
  for (const remark of world.remarks) narrator.say(pc.yellow(remark));
  story = tellRelayStory(narrator, world);
  return () => tellRelay(world);
}

function tellBuiltIn(world: World): void {
  narrator.chapter("Both stay up. Look around, then press Ctrl-C.");
  tellPage(world, LAST_PAGE);
  tellServers(world);
  tellCall(world, "issues/SHOP-1/");
}

function tellRelay(world: Awaited<ReturnType<typeof startRelayWorld>>): void {
  narrator.chapter("All three stay up. Look around, then press Ctrl-C.");
  const { sentry } = world;
  tellPage(world, LAST_RELAY_PAGE);
  narrator.say(`  The team's Sentry     ${sentry.url}   admin@localhost / ${sentry.adminPassword}`);
  tellServers(world);
  tellCall(world, "upstream/releases/");
}

/** The page that shows how the story ended; from there lead the others. */
function tellPage({ serviceUrl, adminPassword }: World, path: string): void {
  narrator.say(`  Open                  ${pc.bold(`${serviceUrl}/organizations/acme/${path}`)}`);
  narrator.say(`  and log in as         admin@localhost / ${adminPassword}\n`);
}

function tellServers(world: World): void {
  narrator.say(`  Bitbucket (sandbox)   ${world.bitbucket.url}   admin / admin`);
  narrator.say(`  The service           ${world.serviceUrl}   admin@localhost, as above`);
  narrator.say(`  API token             ${world.adminToken}`);
  narrator.say(`  Clone, data, log      ${world.folder}`);
}

function tellCall({ adminToken, serviceUrl }: World, path: string): void {
  narrator.say(
    `\n  curl -H 'Authorization: Bearer ${adminToken}' ${serviceUrl}/api/0/organizations/acme/${path}\n`,
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
