import { expect } from "vitest";
import { connectWithAccessToken, linkRepository } from "../world/connect.ts";
import { createRepository } from "../world/create-repository.ts";
import { eventually } from "../world/eventually.ts";
import { git } from "../world/git.ts";
import { getIssue } from "../world/issue.ts";
import type { JsonClient } from "../world/json-client.ts";
import { jobsDone } from "../world/pushes-done.ts";
import { createProject, reportCrash } from "../world/report-crash.ts";
import type { Service } from "../world/start-service.ts";
import type { World } from "../world/start-world.ts";

const RELEASES = "/organizations/acme/releases/";
const COMMITS = "/organizations/acme/repos/1/commits/";

/** What one finds in a service that has been at work. */
export interface Past {
  clone: string;
  /** Answers of the API. */
  answers: unknown[];
}

/**
 * Works with a service as its users do: connects it, links a repository, pushes, has an issue resolved,
 * and makes a release of it. One more issue is left unresolved.
 */
export async function liveIn(world: World): Promise<Past> {
  const { clone } = await createRepository(world, "SHOP", "storefront");
  await linkRepository(world, await connectWithAccessToken(world), "SHOP/storefront");
  const dsn = await createProject(world, "shop");
  await reportCrash(dsn, { fingerprint: "Ännchen 🚀" });
  await reportCrash(dsn, { fingerprint: "two" });
  await fixByPush(world.service, clone, "SHOP-1");
  const version = "shop@1.0.0";
  const refs = [{ repository: "SHOP/storefront", commit: await git(clone, "rev-parse", "HEAD") }];
  await world.service.call("POST", RELEASES, { version, projects: ["shop"], refs });
  await eventually("the commits of the release", async () => {
    const path = `${RELEASES}${version}/`;
    const release = await world.service.call<{ commitsState: string }>("GET", path);
    return release.commitsState === "done";
  });
  await jobsDone(world);
  return { clone, answers: await readAnswers(world.service) };
}

/** That nothing of the past is missing, and that the next push resolves the issue that was left. */
export async function expectToGoOn(
  { service, serviceUrl }: Pick<Service, "service" | "serviceUrl">,
  { clone, answers }: Past,
): Promise<void> {
  // It has the address of the one before, whose connections this process has kept and finds closed.
  const isAlive = () => fetch(`${serviceUrl}/healthz`).then(({ ok }) => ok);
  await eventually("an answer", () => isAlive().catch(() => false));
  expect(await readAnswers(service)).toEqual(answers);
  await fixByPush(service, clone, "SHOP-2");
  expect(await service.call("GET", COMMITS)).toHaveLength(3);
}

async function fixByPush(service: JsonClient, clone: string, shortId: string): Promise<void> {
  await git(clone, "commit", "--quiet", "--allow-empty", "-m", `Fixes ${shortId}`);
  await git(clone, "push", "--quiet", "origin", "main");
  await eventually("the resolution", async () => {
    return (await getIssue({ service }, shortId)).status === "resolved";
  });
}

async function readAnswers(service: JsonClient): Promise<unknown[]> {
  const answers = [];
  for (const path of [
    "/organizations/acme/integrations/",
    COMMITS,
    "/organizations/acme/issues/SHOP-1/activities/",
    "/organizations/acme/issues/SHOP-2/events/",
    `${RELEASES}shop@1.0.0/commits/`,
  ]) {
    answers.push(await service.call("GET", path));
  }
  expect(answers.at(-1)).toHaveLength(2);
  return answers;
}
