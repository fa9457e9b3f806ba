import type { State } from "./state/state.ts";
import type { Links } from "./wire/links.ts";

/** What every answer is made of: the stored entities, the addresses they are linked under, the git folder. */
export interface Instance {
  readonly state: State;
  readonly links: Links;
  /** The folder of a repository's bare git repository; named by id, so that a rename moves no file. */
  readonly gitDir: (repositoryId: number) => string;
}
