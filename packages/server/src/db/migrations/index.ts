import type { Migration } from "kysely/migration";
import { up as initial } from "./0001-initial.ts";

/**
 * All migrations by name. Until 1.0.0 is released there is no database to be brought along, and the first one is
 * edited; from then on a migration is never edited: add the next one.
 */
export const migrations: Record<string, Migration> = {
  "0001-initial": { up: initial },
};
