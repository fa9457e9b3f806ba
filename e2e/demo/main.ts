import pc from "picocolors";
import { Narrator } from "./narrator.ts";
import { missingRequirements } from "./requirements.ts";
import { tellStory } from "./story/story.ts";
import { startWorld, type World } from "../world/start-world.ts";

const once = process.argv.includes("--once");
const narrator = new Narrator(process.stdout);

const missing = await missingRequirements();
if (missing.length > 0) {
  process.stderr.write(`The demo needs:\n${missing.map((line) => `- ${line}`).join("\n")}\n`);
  process.exit(1);
}

let world: World | undefined;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void stop(130));
}

narrator.say(
  pc.bold("A push to Bitbucket Server resolves an issue: the whole story, nothing mocked."),
);
try {
  world = await startWorld({ bitbucketPort: 7990, servicePort: 9000 });
  for (const remark of world.remarks) narrator.say(pc.yellow(remark));
  await tellStory(narrator, world);
} catch (error) {
  if (narrator.failed === 0) throw error;
}

if (once) await stop(narrator.failed === 0 ? 0 : 1);
else tellWhereThingsAre();

function tellWhereThingsAre(): void {
  if (!world) return;
  narrator.chapter("Both stay up. Look around, then press Ctrl-C.");
  narrator.say(`  Bitbucket (sandbox)   ${world.sandboxUrl}   admin / admin`);
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
  const keepFolder = narrator.failed > 0;
  await world?.close(keepFolder);
  if (keepFolder) narrator.say(`\nData and log are kept in ${world?.folder}`);
  if (once) narrator.say(`\ndemo: ${narrator.passed} steps passed, ${narrator.failed} failed`);
  process.exit(code);
}
