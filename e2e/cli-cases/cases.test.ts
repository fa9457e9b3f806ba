import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { git } from "../world/git.ts";
import { type Ran, runSentryCli } from "../world/run-sentry-cli.ts";
import { sentryCliPath } from "../world/sentry-cli-path.ts";
import { type CliWorld, startCliWorld } from "./cli-world.ts";
import { DIFFERENCES } from "./differences.ts";
import { GIVEN } from "./given.ts";
import { meaningOf } from "./meaning.ts";
import { readRecordedCases, type RecordedCase } from "./recorded-cases.ts";

const cases = readRecordedCases();

/**
 * The relay of these runs has no repositories of its own. What it does otherwise when it has them, the list of
 * repositories and refs in them, is tried in `e2e/relay`.
 */
const WAYS = [
  { line: 2, way: "", isRelayed: false },
  { line: 3, way: "", isRelayed: false },
  { line: 2, way: " through a service that relays", isRelayed: true },
  { line: 3, way: " through a service that relays", isRelayed: true },
] as const;

// What is relayed is not kept: one kind of store is enough.
const ways = WAYS.filter(({ isRelayed }) => !isRelayed || !inject("postgres"));

describe.each(ways)("sentry-cli $line$way", ({ line, isRelayed }) => {
  const isThere = existsSync(sentryCliPath(line));
  if (!isThere) console.warn(`SKIPPED: there is no sentry-cli ${line} for ${process.platform}`);
  const ofLine = isThere ? cases.filter((recorded) => recorded.line === line) : [];

  let world: CliWorld;
  beforeAll(async () => {
    world = await startCliWorld({ isRelayed });
  });
  afterAll(() => world.world.close());

  const same = ofLine.filter(({ name }) => !(name in DIFFERENCES));
  const differing = ofLine.flatMap((recorded) => {
    const difference = DIFFERENCES[recorded.name];
    return difference ? { ...difference, recorded, name: recorded.name } : [];
  });

  test.for(same)("$name says the same", async (recorded) => {
    const { exit, output } = await replay(world, recorded);
    expect([exit, ...meaningOf(output)]).toEqual([recorded.exit, ...meaningOf(recorded.output)]);
  });

  test.for(differing)("$name says otherwise: $reason", async ({ recorded, exit, output }) => {
    const ran = await replay(world, recorded);
    expect(ran).toEqual({
      exit: exit ?? recorded.exit,
      output: expect.stringMatching(output),
    });
  });
});

async function replay(world: CliWorld, recorded: RecordedCase): Promise<Ran> {
  await world.reset();
  await world.makeRelease("1.0.0");
  await GIVEN[recorded.name]?.(world);
  return run(world, recorded);
}

async function run(cliWorld: CliWorld, recorded: RecordedCase): Promise<Ran> {
  const { world, url, clone, token } = cliWorld;
  await git(clone, "remote", "set-url", "origin", recorded.gitRemoteOrigin ?? "nowhere");
  const args: string[] = [];
  for (const argument of recorded.args) args.push(await numberOf(cliWorld, argument));
  const env = {
    HOME: world.folder,
    SENTRY_URL: url,
    SENTRY_AUTH_TOKEN: recorded.name === "err-401" ? "wrong" : token,
    SENTRY_ORG: "acme",
    SENTRY_PROJECT: "web",
    ...Object.fromEntries(
      Object.entries(recorded.env).map(([name, value]) => [name, ours(cliWorld, name, value)]),
    ),
  };
  return runSentryCli(args, { line: recorded.line, cwd: clone, env });
}

/** The numbers of the recording stand for a second project and for two issues. */
async function numberOf({ otherProject, crash }: CliWorld, argument: string): Promise<string> {
  if (argument === "42") return otherProject;
  return argument === "101" || argument === "102" ? crash(argument) : argument;
}

/** What stands in our world for a value of the recorded one. */
function ours(cliWorld: CliWorld, name: string, value: string | null): string | undefined {
  if (name === "SENTRY_DSN") return cliWorld.dsn;
  if (name === "SENTRY_AUTH_TOKEN") return cliWorld.orgToken;
  return value ?? undefined;
}
