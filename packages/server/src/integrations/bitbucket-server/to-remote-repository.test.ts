import { expect, test } from "vitest";
import { toRemoteRepository } from "./to-remote-repository.ts";

const repository = {
  id: 7,
  slug: "web",
  name: "Web shop",
  project: { key: "~jane", name: "Jane Citizen", personal: true },
  archived: false,
  cloneLinks: {
    http: "https://jane@host:7990/stash/scm/~jane/web.git",
    ssh: "ssh://git@ssh.host:7999/~jane/web.git",
  },
};

test("a repository keeps the context path, and the clone link loses the asker's name", () => {
  expect(toRemoteRepository("https://host:7990/stash", repository)).toEqual({
    externalId: "7",
    projectKey: "~jane",
    slug: "web",
    displayName: "Jane Citizen/Web shop",
    url: "https://host:7990/stash/projects/~jane/repos/web/browse",
    cloneUrl: "https://host:7990/stash/scm/~jane/web.git",
    sshCloneUrl: "ssh://git@ssh.host:7999/~jane/web.git",
  });
});

test("what Bitbucket does not offer has no clone link", () => {
  const { cloneUrl, sshCloneUrl } = toRemoteRepository("https://host", {
    ...repository,
    cloneLinks: {},
  });
  expect([cloneUrl, sshCloneUrl]).toEqual([undefined, undefined]);
});
