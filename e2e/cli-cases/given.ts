import type { CliWorld } from "./cli-world.ts";
import { FIRST_SHA } from "./recorded-repository.ts";

/** What a case finds besides the release 1.0.0. */
type Given = (world: CliWorld) => Promise<unknown>;

const DEPLOYS = "/organizations/acme/releases/1.0.0/deploys/";

const at = (url: string, cloneUrl: string): Given => {
  const place = { name: "PROJ/repo", url, cloneUrl, sshCloneUrl: null };
  return ({ placeRepository }) => placeRepository(place);
};

const acme = at(
  "https://git.acme.local/bitbucket/projects/PROJ/repos/repo/browse",
  "https://git.acme.local/bitbucket/scm/proj/repo.git",
);

const released = { dateReleased: "2026-05-03T07:06:40Z" };

const threeReleases: Given = async ({ makeRelease }) => {
  await makeRelease("1.0.0", released);
  await makeRelease("pkg@2.0.0+7", released);
  await makeRelease("3.0.0");
};

const fiveAlone: Given = async ({ change, makeRelease }) => {
  await change("delete from releases");
  await makeRelease("5.0.0");
};

const oneCrash: Given = ({ crash }) => crash("boom");

/** By the name of the case; the others need nothing more. */
export const GIVEN: Record<string, Given> = {
  "rel-new": ({ change }) => change("delete from releases"),
  "auto-norepos": async ({ change }) => {
    await change(`insert into organizations (id, slug, name, resolve_on, created_at)
      select 2, 'other', 'Other', 'release', 0
      where not exists (select 1 from organizations where id = 2)`);
    await change("update repositories set organization_id = 2");
  },
  "local-prev": async ({ makeRelease, world }) => {
    await makeRelease("0.9.0", { dateReleased: "2024-05-01T00:00:00Z" });
    const commits = [{ id: FIRST_SHA, repository: "PROJ/repo" }];
    await world.service.call("PUT", "/organizations/acme/releases/0.9.0/", { commits });
  },
  "noproject-setcommits": fiveAlone,
  "noproject-finalize": fiveAlone,
  "noproject-list": async (world) => {
    await fiveAlone(world);
    await world.makeRelease("5.0.0", released);
  },
  "rel-list": threeReleases,
  "rel-list-raw": threeReleases,
  "rel-info": ({ setCommits }) => setCommits("1.0.0"),
  "deploy-list": async ({ world }) => {
    await world.service.call("POST", DEPLOYS, { environment: "production", name: "d1" });
    await world.service.call("POST", DEPLOYS, { environment: "staging" });
  },
  "min-deploy": ({ makeRelease }) => makeRelease("1"),
  "issues-list": oneCrash,
  "issues-list-query": oneCrash,
  "min-issue": oneCrash,
  "events-list": oneCrash,
  "match-ctx-http-scm": acme,
  "match-ctx-ssh": acme,
  "match-case-alias": at(
    "https://git.acme.local/projects/PROJ/repos/repo/browse",
    "https://git.acme.local/scm/proj/repo.git",
  ),
};
