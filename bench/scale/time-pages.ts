import type { Size } from "./fill-database.ts";
import type { ScaleWorld } from "./scale-world.ts";

/** The path of a page; every question is for another one. */
export type PathOf = (size: Size) => string;

const WARM_UP = 50;
const ORGANIZATION = "/organizations/acme";

/** What people and sentry-cli look at. */
export const PAGES: [name: string, pathOf: PathOf][] = [
  [
    "commits of any repository",
    ({ repositories }) => `${ORGANIZATION}/repos/${anyOf(repositories)}/commits/`,
  ],
  ["commits of the largest repository", () => `${ORGANIZATION}/repos/1/commits/`],
  ["list of releases", () => `${ORGANIZATION}/releases/`],
  ["any release", ({ releases }) => `${ORGANIZATION}/releases/shop@1.${anyOf(releases)}.0/`],
  [
    "commits of any release",
    ({ releases }) => `${ORGANIZATION}/releases/shop@1.${anyOf(releases)}.0/commits/`,
  ],
];

const anyOf = (count: number) => 1 + Math.floor(Math.random() * count);

/**
 * Asks all worlds in turn, one question at a time, so that what else the machine does meets them alike.
 * @returns the times of each world, in ms
 */
export async function timePages(
  worlds: ScaleWorld[],
  pathOf: PathOf,
  questions: number,
): Promise<number[][]> {
  const times: number[][] = worlds.map(() => []);
  for (let question = -WARM_UP; question < questions; question++) {
    for (const [index, { service, size }] of worlds.entries()) {
      const started = performance.now();
      await service.call("GET", pathOf(size));
      if (question >= 0) times[index]?.push(performance.now() - started);
    }
  }
  return times;
}
