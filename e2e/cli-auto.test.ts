import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CliWorld, startCliWorld } from "./cli-cases/cli-world.ts";
import { git } from "./world/git.ts";
import { runSentryCli } from "./world/run-sentry-cli.ts";
import { sentryCliPath } from "./world/sentry-cli-path.ts";

/** How a Bitbucket may be set up, and the repository in it. */
const places = ["", "/bitbucket"].flatMap((context) =>
  ["git.acme.local", "ssh.acme.local"].flatMap((sshHost) =>
    ["PROJ", "~ann"].map((key) => ({ context, sshHost, key })),
  ),
);

type Place = (typeof places)[number];

const WEB = "https://git.acme.local";

/** Every way in which a repository of Bitbucket Server is cloned. */
function remotesOf({ context, sshHost, key }: Place): string[] {
  const lower = key.toLowerCase();
  return [
    `ssh://git@${sshHost}:7999/${lower}/repo.git`,
    `ssh://git@${sshHost}/${key}/repo.git`,
    `git@${sshHost}:${lower}/repo.git`,
    `${WEB}${context}/scm/${key}/repo.git`,
    `${WEB}${context}/scm/${lower}/repo.git`,
    `https://ann@git.acme.local${context}/scm/${lower}/repo.git`,
    `${WEB}${context}/scm/${lower}/repo`,
  ];
}

describe.each([2, 3] as const)("set-commits --auto of sentry-cli %i", (line) => {
  const isThere = existsSync(sentryCliPath(line));
  if (!isThere) console.warn(`SKIPPED: there is no sentry-cli ${line} for ${process.platform}`);

  let world: CliWorld;
  beforeAll(async () => {
    world = await startCliWorld();
  });
  afterAll(() => world.world.close());

  test.runIf(isThere).for(places)(
    "finds $key/repo from every clone, context '$context', SSH at $sshHost",
    async (place) => {
      const { context, sshHost, key } = place;
      await world.reset();
      await world.makeRelease("1.0.0");
      await world.placeRepository({
        name: `${key}/repo`,
        url: `${WEB}${context}/projects/${key}/repos/repo/browse`,
        cloneUrl: `${WEB}${context}/scm/${key.toLowerCase()}/repo.git`,
        sshCloneUrl: `ssh://git@${sshHost}:7999/${key.toLowerCase()}/repo.git`,
      });
      for (const remote of remotesOf(place)) {
        const { exit, output } = await auto(world, line, remote);
        expect({ remote, exit, output }).toEqual({
          remote,
          exit: 0,
          output: expect.stringMatching(
            new RegExp(`\\| ${key.replace("~", "\\~")}/repo +\\| 1466480189c4 \\|`, "i"),
          ),
        });
      }
    },
  );

  test.runIf(isThere)("takes no other repository for it", async () => {
    await world.reset();
    await world.makeRelease("1.0.0");
    for (const remote of [
      "ssh://git@localhost:7999/proj/other.git",
      "https://git.elsewhere.local/scm/proj/repo.git",
    ]) {
      const { output } = await auto(world, line, remote);
      expect([remote, output]).toEqual([remote, expect.stringContaining("local git tree")]);
    }
  });

  test("people see the repository once", async () => {
    await world.reset();
    const repositories = await world.world.service.call("GET", "/organizations/acme/repos/");
    expect(repositories).toMatchObject([{ name: "PROJ/repo" }]);
  });
});

async function auto({ world, clone, token }: CliWorld, line: 2 | 3, remote: string) {
  await git(clone, "remote", "set-url", "origin", remote);
  const env = {
    HOME: world.folder,
    SENTRY_URL: world.serviceUrl,
    SENTRY_AUTH_TOKEN: token,
    SENTRY_ORG: "acme",
    SENTRY_PROJECT: "web",
  };
  const args = ["releases", "set-commits", "1.0.0", "--auto"];
  return runSentryCli(args, { line, cwd: clone, env });
}
