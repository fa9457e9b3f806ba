export const [SHA_1 = "", SHA_2 = "", SHA_3 = ""] = ["1", "2", "3"].map((digit) =>
  digit.repeat(40),
);

/** As sentry-cli sends commits that it read from the clone, newest first. */
export function sentCommits(repository: string) {
  const commit = (id: string, day: number, message: string, path: string) => ({
    id,
    repository,
    message,
    author_name: "Ann",
    author_email: "ann@example.com",
    timestamp: `2024-05-0${day}T10:00:00+02:00`,
    patch_set: [{ path, type: "M" }],
  });
  return [
    commit(SHA_3, 3, "three\n", "src/c.js"),
    commit(SHA_2, 2, "two\n\nFixes SHOP-1\n", "src/b.js"),
    commit(SHA_1, 1, "skip me #skipsentry\n", "src/a.js"),
  ];
}
