const FILES = 3;
const BEGIN = Date.parse("2026-01-01T00:00:00Z");

/** Commits as a release is given them, newest first. @param series no commit is in two of them */
export function listCommits(count: number, series: number) {
  return Array.from({ length: count }, (_, index) => {
    const number = count - index;
    return {
      id: `${series.toString(16).padStart(4, "0")}${number.toString(16).padStart(36, "0")}`,
      repository: "SHOP/web",
      message: `Change ${number} of the shop, so that tea is served before coffee\n`,
      author_name: `Developer ${number % 50}`,
      author_email: `developer-${number % 50}@example.com`,
      timestamp: new Date(BEGIN + number * 1_000).toISOString(),
      patch_set: Array.from({ length: FILES }, (_, n) => ({
        path: `src/part-${n}/file-${(number * FILES + n) % 500}.js`,
        type: "M",
      })),
    };
  });
}
