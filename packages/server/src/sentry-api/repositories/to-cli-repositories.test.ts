import { expect, test } from "vitest";
import { BitbucketServerIntegrationProvider } from "../../integrations/bitbucket-server/provider.ts";
import type { Repository } from "../../integrations/repository-store.ts";
import { toCliRepositories } from "./to-cli-repositories.ts";

const provider = new BitbucketServerIntegrationProvider();
const repository = (
  name: string,
  cloneUrl: string | null,
  sshCloneUrl: string | null = "ssh://git@host:7999/x/web.git",
): Repository => ({
  id: 7,
  organizationId: 1,
  integrationId: 1,
  externalId: "3",
  name,
  projectKey: name.split("/")[0] ?? "",
  slug: name.split("/")[1] ?? "",
  url: `https://host/stash/projects/${name.split("/").join("/repos/")}/browse`,
  cloneUrl,
  sshCloneUrl,
  hookId: 1,
  hookState: "alive",
  hookDetail: null,
  hookSeenAt: 1,
  createdAt: 1,
  updatedAt: 1,
});

test.each([
  ["SHOP/web", "shop/web"],
  ["~JANE/web", "~jane/web"],
  ["~jane/web", "~JANE/WEB"],
])("%s comes a second time as %s, with its clone link", (name, second) => {
  const cloneUrl = "https://host/stash/scm/x/web.git";
  const rows = toCliRepositories(repository(name, cloneUrl), provider);
  expect(rows).toMatchObject([
    { id: "7", name, url: expect.stringMatching(/\/browse$/) },
    { id: "7", name: second, url: cloneUrl },
  ]);
});

test.each([
  ["SHOP/web", ["SHOP/web", "shop/web", "SHOP/WEB"]],
  ["shop/web", ["shop/web", "SHOP/WEB", "Shop/web"]],
  ["~jane/web", ["~jane/web", "~JANE/WEB", "~Jane/web"]],
])("where SSH is at another host, %s comes with that link too", (name, names) => {
  const [cloneUrl, ssh] = ["https://host/scm/x/web.git", "ssh://git@ssh.host:7999/x/web.git"];
  const rows = toCliRepositories(repository(name, cloneUrl, ssh), provider);
  expect(rows.map((row) => row.name)).toEqual(names);
  expect(rows.map((row) => row.url)).toEqual([expect.stringMatching(/browse$/), cloneUrl, ssh]);
});

test("a repository that cannot be cloned over HTTP comes once", () => {
  expect(toCliRepositories(repository("SHOP/web", null), provider)).toHaveLength(1);
});
