import { eventually } from "../../world/eventually.ts";
import type { JsonClient } from "../../world/json-client.ts";
import type { Narrator } from "../narrator.ts";
import { sentryCliPath } from "../../world/sentry-cli-path.ts";
import { runProgram } from "../../world/run-program.ts";
import { getIssue } from "../../world/issue.ts";

interface Release {
  commitsState: string;
  commitsReason: string | null;
  commitCount: number;
  dateReleased: string | null;
}

interface Commit {
  id: string;
  message: string;
  author: { name: string; email: string };
}

const VERSION = "shop@1.1.0";
const RELEASE = `/organizations/acme/releases/${encodeURIComponent(VERSION)}/`;

/** Where a build announces its releases. */
interface CliTarget {
  serviceUrl: string;
  token: string;
  /** Its home. */
  folder: string;
}

/**
 * Releases the fix with the unmodified sentry-cli, from the clone.
 * @param world.service where the release is looked at
 */
export async function release(
  narrator: Narrator,
  world: CliTarget & { service: JsonClient },
  clone: string,
): Promise<void> {
  narrator.chapter("6  The fix is released");
  const sentryCli = (...args: string[]) =>
    runProgram(sentryCliPath(), ["releases", ...args], { cwd: clone, env: cliEnvironment(world) });
  await narrator.step("sentry-cli releases new, set-commits --auto, finalize", async (observe) => {
    await sentryCli("new", VERSION);
    await sentryCli("set-commits", VERSION, "--auto");
    await sentryCli("finalize", VERSION);
    observe(`${await runProgram(sentryCliPath(), ["--version"])}, as it comes from npm`);
  });
  await narrator.step("The release has its commits, authors and changed files", async (observe) => {
    const { commitCount, dateReleased } = await eventually("the commits", async () => {
      const current = await world.service.call<Release>("GET", RELEASE);
      if (current.commitsState === "failed") throw new Error(current.commitsReason ?? "failed");
      return current.commitsState === "done" && current.commitCount > 0 && current;
    });
    const commits = await world.service.call<Commit[]>("GET", `${RELEASE}commits/`);
    const files = await world.service.call<{ filename: string }[]>("GET", `${RELEASE}commitfiles/`);
    if (commits.length === 0 || files.length === 0) throw new Error("There are none");
    for (const commit of commits) {
      const [subject] = commit.message.split("\n");
      observe(`${commit.id.slice(0, 11)} ${subject} – ${commit.author.name}`);
    }
    observe(`files: ${[...new Set(files.map((file) => file.filename))].join(", ")}`);
    observe(`${commitCount} commits, released ${dateReleased}`);
  });
  await narrator.step("SHOP-1 is resolved in that release", async (observe) => {
    const { status, statusDetails } = await getIssue(world, "SHOP-1");
    if (statusDetails.inRelease !== VERSION) {
      throw new Error(`It is ${status} with ${JSON.stringify(statusDetails)}`);
    }
    observe(`SHOP-1 is ${status} in ${statusDetails.inRelease}`);
  });
}

/** What sentry-cli is told to announce to a service, and nothing of who runs it. */
export function cliEnvironment({ serviceUrl, token, folder }: CliTarget): Record<string, string> {
  return {
    SENTRY_URL: serviceUrl,
    SENTRY_AUTH_TOKEN: token,
    SENTRY_ORG: "acme",
    SENTRY_PROJECT: "shop",
    SENTRY_DISABLE_UPDATE_CHECK: "1",
    SENTRY_LOAD_DOTENV: "0",
    HOME: folder,
  };
}
