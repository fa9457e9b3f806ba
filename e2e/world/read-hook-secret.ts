import { join } from "node:path";
import { readSqliteFiles } from "./read-stored.ts";
import type { World } from "./start-world.ts";

/** The secret that signs the deliveries of a world with one webhook: the sandbox alone keeps it as it is. */
export function readHookSecret(world: Pick<World, "folder">): string {
  const [secret] = readHookSecrets(world);
  if (secret === undefined) throw new Error("The sandbox has no webhook");
  return secret;
}

/** All that there were, in no order. */
export function readHookSecrets({ folder }: Pick<World, "folder">): string[] {
  const bitbucket = readSqliteFiles(join(folder, "bitbucket"));
  const found = bitbucket.matchAll(/"secret":"([0-9a-f]{64})"/g);
  return [...new Set([...found].map(([, secret = ""]) => secret))];
}
