import { Random } from "./random.ts";
import type { Story, StoryIssue } from "./story.ts";
import { tellRepository } from "./tell-repository.ts";

const PROJECTS = 5;
/** Few enough that some issue is named twice, many enough that most are named once. */
const ISSUES_PER_COMMIT = 0.15;

/** Decides everything that will be pushed: the same for the same seed and size. */
export function tellStory(size: {
  commits: number;
  repositories: number;
  seed: number;
  relay?: boolean;
}): Story {
  const random = new Random(size.seed);
  const perProject = Math.ceil((size.commits * ISSUES_PER_COMMIT) / PROJECTS);
  const projects = Array.from({ length: PROJECTS }, (_, n) => ({
    slug: `p${n + 1}`,
    issues: perProject,
  }));
  const nextIssue = takeInTurns(
    shuffled(
      random,
      projects.flatMap(({ slug, issues }) => issuesOf(slug, issues)),
    ),
  );
  const repositories = Array.from({ length: size.repositories }, (_, n) =>
    tellRepository(random.fork(), {
      slug: `repo-${n + 1}`,
      project: random.pick(projects).slug,
      commits: Math.ceil(size.commits / size.repositories),
      isEmptyAtLink: n % 4 === 3,
      nextIssue,
      relay: size.relay ?? false,
    }),
  );
  return { seed: size.seed, projects, repositories };
}

/** Short ids as people write them: Crockford's digits, without I, L, O and U. */
function issuesOf(slug: string, count: number): StoryIssue[] {
  const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const write = (n: number): string =>
    n < 32 ? digits.charAt(n) : write(Math.floor(n / 32)) + digits.charAt(n % 32);
  return Array.from({ length: count }, (_, n) => ({
    key: `${slug}#${n + 1}`,
    shortId: `${slug.toUpperCase()}-${write(n + 1)}`,
  }));
}

/** From the beginning again after the last one. */
function takeInTurns<T>(list: readonly T[]): () => T {
  let taken = 0;
  return () => {
    const next = list[taken++ % list.length];
    if (next === undefined) throw new Error("There is nothing to take");
    return next;
  };
}

function shuffled<T>(random: Random, list: T[]): T[] {
  return list
    .map((value) => ({ value, rank: random.next() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ value }) => value);
}
