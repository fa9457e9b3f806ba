import { setTimeout as pause } from "node:timers/promises";
import type { ScaleWorld } from "./scale-world.ts";

export const COMMITS_OF_A_PUSH = 5;

/**
 * Pushes in all worlds in turn.
 * @returns from `git push` returning to the commits being listed, for each world, in ms
 */
export async function timePushes(worlds: ScaleWorld[], pushes: number): Promise<number[][]> {
  const times: number[][] = worlds.map(() => []);
  for (let push = 1; push <= pushes; push++) {
    const mark = 1 + push * COMMITS_OF_A_PUSH;
    for (const [index, world] of worlds.entries()) {
      await world.push(mark);
      const started = performance.now();
      while ((await newestCommit(world)) !== world.shas.get(mark)) await pause(2);
      times[index]?.push(performance.now() - started);
    }
  }
  return times;
}

async function newestCommit({ service }: ScaleWorld): Promise<string | undefined> {
  const path = "/organizations/acme/repos/1/commits/?per_page=1";
  const [commit] = await service.call<{ id: string }[]>("GET", path);
  return commit?.id;
}
