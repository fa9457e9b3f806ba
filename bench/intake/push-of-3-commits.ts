/** A `repo:refs_changed` as Bitbucket 9 sends it for a push of one branch, about 2 kB. */
export function pushTo(repositoryId: number): string {
  const person = (n: number) => ({
    name: `jane${n}`,
    emailAddress: `jane${n}@example.com`,
    active: true,
    displayName: `Jane Doe ${n}`,
    id: n,
    slug: `jane${n}`,
    type: "NORMAL",
  });
  const commit = (n: number) => ({
    id: `${n}`.repeat(40),
    displayId: `${n}`.repeat(11),
    author: person(n),
    authorTimestamp: 1_780_000_000_000,
    committer: person(n),
    committerTimestamp: 1_780_000_000_000,
    message: `Take the price of the item, not of the cart\n\nFixes SHOP-${n}`,
    parents: [{ id: `${n + 1}`.repeat(40), displayId: `${n + 1}`.repeat(11) }],
  });
  return JSON.stringify({
    eventKey: "repo:refs_changed",
    date: "2026-06-05T13:54:44+0000",
    actor: person(1),
    repository: {
      slug: `repository-${repositoryId}`,
      id: repositoryId,
      name: `repository-${repositoryId}`,
      hierarchyId: "e3c939f9ef4a7fae272e",
      scmId: "git",
      state: "AVAILABLE",
      statusMessage: "Available",
      forkable: true,
      project: { key: "SHOP", id: 2, name: "Shop", public: false, type: "NORMAL" },
      public: false,
      archived: false,
    },
    changes: [
      {
        ref: { id: "refs/heads/main", displayId: "main", type: "BRANCH" },
        refId: "refs/heads/main",
        fromHash: "4".repeat(40),
        toHash: "1".repeat(40),
        type: "UPDATE",
      },
    ],
    commits: [commit(1), commit(2), commit(3)],
    toCommit: commit(1),
  });
}
