import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BrowserContextOptions } from "playwright-core";
import { connectWithAccessToken, linkRepository } from "../world/connect.ts";
import { createRepository } from "../world/create-repository.ts";
import { eventually } from "../world/eventually.ts";
import { git } from "../world/git.ts";
import { createProject } from "../world/report-crash.ts";
import { startTestWorld } from "../world/start-test-world.ts";
import type { World } from "../world/start-world.ts";
import { readSession } from "./log-in.ts";

/** A world with a project `shop`, whose code is in two linked repositories. */
export interface ReportingShop extends World {
  /** The owner's. */
  session: BrowserContextOptions["storageState"];
  dsn: string;
  /** Clones of `SHOP/web` and `SHOP/api`. */
  web: string;
  api: string;
}

export async function startReportingShop(): Promise<ReportingShop> {
  const world = await startTestWorld();
  const web = await createRepository(world, "SHOP", "web");
  const api = await createRepository(world, "SHOP", "api");
  const integration = await connectWithAccessToken(world);
  await linkRepository(world, integration, "SHOP/web");
  await linkRepository(world, integration, "SHOP/api");
  const dsn = await createProject(world, "shop");
  return { ...world, session: await readSession(world), dsn, web: web.clone, api: api.clone };
}

/** Commits a file and pushes it. @returns the sha */
export async function pushFile(clone: string, message: string, path = "a.txt"): Promise<string> {
  await mkdir(dirname(join(clone, path)), { recursive: true });
  await writeFile(join(clone, path), `${message} ${randomUUID()}\n`);
  await git(clone, "add", "--all");
  await git(clone, "commit", "--quiet", "-m", message);
  await git(clone, "push", "--quiet", "origin", "HEAD:main");
  return git(clone, "rev-parse", "HEAD");
}

interface Ref {
  repository: string;
  commit: string;
}

/** Makes a release of `shop` as sentry-cli does, and waits until its commits are there or cannot be. */
export async function makeRelease(world: World, version: string, refs: Ref[] = []): Promise<void> {
  const releases = "/organizations/acme/releases/";
  await world.service.call("POST", releases, { version, projects: ["shop"], refs });
  await eventually(`the commits of ${version}`, async () => {
    const path = `${releases}${encodeURIComponent(version)}/`;
    const { commitsState } = await world.service.call<{ commitsState: string }>("GET", path);
    return commitsState !== "pending";
  });
}

/** Reports an event as an SDK does. @returns its id */
export async function report(dsn: string, event: object): Promise<string> {
  const { origin, username, pathname } = new URL(dsn);
  const eventId = randomUUID().replaceAll("-", "");
  const lines = [{}, { type: "event" }, { event_id: eventId, platform: "node", ...event }];
  const url = `${origin}/api${pathname}/envelope/?sentry_key=${username}`;
  const body = lines.map((line) => JSON.stringify(line)).join("\n");
  const response = await fetch(url, { method: "POST", body });
  if (!response.ok) throw new Error(`Ingest answered ${response.status}: ${await response.text()}`);
  return eventId;
}

/** What an exception with one message is reported as. */
export const crash = (value: string, frames: object[] = [], type = "Error") => ({
  exception: { values: [{ type, value, ...(frames.length > 0 && { stacktrace: { frames } }) }] },
});
