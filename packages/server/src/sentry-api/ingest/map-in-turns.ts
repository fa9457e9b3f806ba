import { setImmediate } from "node:timers/promises";

/** Maps one by one, and lets other requests have their turn in between: a body may hold hundreds of large events. */
export async function mapInTurns<From, To>(
  values: readonly From[],
  map: (value: From) => To,
): Promise<To[]> {
  const mapped: To[] = [];
  for (const value of values) {
    if (mapped.length > 0) await setImmediate();
    mapped.push(map(value));
  }
  return mapped;
}
