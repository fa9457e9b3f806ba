import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { addRepository } from "../world/add-repository.ts";
import { connectWithAccessToken, linkRepository } from "../world/connect.ts";
import { cloneUrl } from "../world/create-repository.ts";
import { eventually } from "../world/eventually.ts";
import { git } from "../world/git.ts";
import { createProject, reportCrash } from "../world/report-crash.ts";
import { changeDatabase, queryDatabase } from "../world/service-database.ts";
import { type Service, startService } from "../world/start-service.ts";
import { makeStore, startTestWorld } from "../world/start-test-world.ts";
import type { World } from "../world/start-world.ts";
import { makeRecordedRepository } from "./recorded-repository.ts";

const RELEASES = "/organizations/acme/releases/";

/** The service as the recorded cases expect it: organization, project and repository of their names. */
export interface CliWorld {
  world: World;
  /** What sentry-cli is pointed at: the service itself, or one that relays to it. */
  url: string;
  /** The clone that sentry-cli runs in. */
  clone: string;
  /** A token with the recorded scopes, made by the service. */
  token: string;
  orgToken: string;
  dsn: string;
  /** A second project's number. */
  otherProject: string;
  /** Forgets releases and issues, and where the repository was made to be. */
  reset: () => Promise<void>;
  /** Makes the service believe that its repository is there. */
  placeRepository: (place: Place) => Promise<void>;
  /** Changes the database of the service. */
  change: (statement: string) => Promise<void>;
  makeRelease: (version: string, more?: object) => Promise<void>;
  /** Gives a release the commits of the clone, and waits for them. */
  setCommits: (version: string) => Promise<void>;
  /** Reports `TypeError: boom`. @returns the number of its issue */
  crash: (fingerprint: string) => Promise<string>;
}

/** What the service knows of where a repository is. */
interface Place {
  name: string;
  url: string;
  cloneUrl: string;
  sshCloneUrl: string | null;
}

const SCOPES = [
  "org:read",
  "org:ci",
  "project:read",
  "project:write",
  "project:releases",
  "event:read",
  "event:write",
];

/** @param isRelayed whether sentry-cli speaks to a service that relays to the one that is told of here */
export async function startCliWorld({ isRelayed = false } = {}): Promise<CliWorld> {
  const world = await startTestWorld({ ADMIN_EMAIL: "dev@example.com" });
  const { service } = world;
  const dsn = await createProject(world, "web", "Web");
  await createProject(world, "other");
  const other = await service.call<{ id: string }>("GET", "/projects/acme/other/");
  const clone = await makeClone(world);
  await linkRepository(world, await connectWithAccessToken(world), "PROJ/repo");
  const user = { name: "cases", scopes: SCOPES };
  const made = await service.call<{ token: string }>("POST", "/api-tokens/", user);
  const tokens = "/organizations/acme/org-auth-tokens/";
  const forOrg = await service.call<{ token: string }>("POST", tokens, { name: "cases" });
  const change = (statement: string) => changeDatabase(world, statement);
  await change("update organizations set name = 'Acme'");
  const [repository] = await queryDatabase<Place>(
    world,
    'select name, url, clone_url as "cloneUrl", ssh_clone_url as "sshCloneUrl" from repositories',
  );
  if (!repository) throw new Error("The repository is not linked");
  const placeRepository = ({ name, url, cloneUrl, sshCloneUrl }: Place) =>
    changeDatabase(
      world,
      "update repositories set name = ?, url = ?, clone_url = ?, ssh_clone_url = ?",
      name,
      url,
      cloneUrl,
      sshCloneUrl,
    );
  const relay = isRelayed ? await startRelay(world) : undefined;
  return {
    world: relay ? closingBoth(world, relay) : world,
    url: relay?.serviceUrl ?? world.serviceUrl,
    clone,
    token: made.token,
    orgToken: forOrg.token,
    dsn,
    otherProject: other.id,
    async reset() {
      for (const table of ["issues", "releases", "code_mappings"]) {
        await change(`delete from ${table}`);
      }
      await change("update projects set issue_counter = 0");
      await change("delete from repositories where integration_id is null");
      await change("update repositories set organization_id = 1");
      await placeRepository(repository);
    },
    placeRepository,
    change,
    async makeRelease(version, more = {}) {
      await service.call("POST", RELEASES, { version, projects: ["web"], ...more });
    },
    async setCommits(version) {
      const path = `${RELEASES}${version}/`;
      await service.call("PUT", path, { refs: [{ repository: "PROJ/repo", commit: "v1.0" }] });
      await eventually("the commits of the release", async () => {
        const { commitsState } = await service.call<{ commitsState: string }>("GET", path);
        return commitsState === "done";
      });
    },
    async crash(fingerprint) {
      const user = { id: "1", email: "u@x" };
      const error = { type: "TypeError", message: "boom" };
      await reportCrash(dsn, { fingerprint, release: "1.0.0", user, ...error });
      const [newest] = await queryDatabase<{ id: number }>(
        world,
        "select max(id) as id from issues",
      );
      return String(newest?.id);
    },
  };
}

/** Another service that has nothing but an organization `acme`, which relays to the one of the world. */
async function startRelay({ folder, serviceUrl, adminToken }: World): Promise<Service> {
  const environment = await makeStore();
  const relay = await startService({ dataDir: join(folder, "relay"), environment });
  const upstream = { url: serviceUrl, organization: "acme", token: adminToken };
  await relay.service.call("POST", "/organizations/acme/upstream/", upstream);
  return relay;
}

const closingBoth = (world: World, relay: Service): World => ({
  ...world,
  async close() {
    await relay.app.close();
    await world.close();
  },
});

async function makeClone(world: World): Promise<string> {
  const clone = join(world.folder, "recorded");
  mkdirSync(clone);
  await makeRecordedRepository(clone);
  await addRepository(world.bitbucket, "PROJ", "repo");
  await git(clone, "push", "--quiet", cloneUrl(world.bitbucket, "PROJ/repo"), "main", "v1.0");
  return clone;
}
