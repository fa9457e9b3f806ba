import { type Hold, holdDatabase } from "../db/hold-database.ts";

/**
 * Does work that no service may be beside, and keeps one from starting meanwhile.
 * @param addresses of the databases, as `openDatabase` takes them
 * @throws StartError when a service runs with one of them
 */
export async function whileAlone(addresses: string[], work: () => Promise<void>): Promise<void> {
  const holds: Hold[] = [];
  try {
    for (const address of addresses) holds.push(await holdDatabase(address, "alone"));
    await work();
  } finally {
    await Promise.all(holds.map((hold) => hold.release()));
  }
}
