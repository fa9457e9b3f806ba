import { setTimeout as pause } from "node:timers/promises";

/**
 * Asks again and again until the answer is there.
 * @throws Error when it is not there in time
 */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  patienceMs = 20_000,
): Promise<T> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await pause(10);
  }
  throw new Error(`Waited ${patienceMs / 1000} s for ${what}`);
}
