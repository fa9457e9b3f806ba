import type { Migration } from "kysely/migration";
import { up as initial } from "./0001-initial.ts";

/** All migrations by name. A landed migration is never edited: add the next one. */
export const migrations: Record<string, Migration> = {
  "0001-initial": { up: initial },
};
