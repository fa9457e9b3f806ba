import type { PreviewedReleaseAnswer } from "@sentry-bitbucket-server/api-contract/upstream";

/** `2 of the newest 5 releases would be completed by these rules, 3 would not.` */
export function summarize(
  releases: readonly Pick<PreviewedReleaseAnswer, "wouldBeCompleted">[],
): string {
  const count = releases.length;
  const completed = releases.filter(({ wouldBeCompleted }) => wouldBeCompleted).length;
  const all = count === 1 ? "The one release there" : `The newest ${count} releases`;
  if (completed === count) return `${all} would be completed by these rules.`;
  if (completed === 0) return `${all} would not be completed by these rules.`;
  return `${completed} of the newest ${count} releases would be completed by these rules, ${count - completed} would not.`;
}

const SOURCES = { version: "its version", ref: "its ref", deploy: "a deploy" } as const;

/** `Tag v1.2.3 of SHOP/web, by its version.` Empty when nothing tells. */
export function describeBy({
  by,
  repositories,
}: Pick<PreviewedReleaseAnswer, "by" | "repositories">): string {
  if (!by) return "";
  const what = by.kind === "sha" ? "Commit" : "Tag";
  return `${what} ${by.name} of ${repositories.join(", ")}, by ${SOURCES[by.from]}.`;
}
