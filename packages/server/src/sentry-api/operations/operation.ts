import type { AnyOf } from "./scopes.ts";

/** What the API can be asked: who may, and how the document calls it. */
export interface Operation {
  /** Unique, and a name for generated clients: `listReleases`. */
  id: string;
  /** A few words, as in a table of contents. */
  summary: string;
  scopes: AnyOf;
  /** The key of a DSN stands for a token. */
  takesDsn?: true;
  /** Anybody may ask. */
  isOpen?: true;
  /** How it may fail besides as all may, by status. */
  refusals?: Readonly<Record<number, string>>;
  /** Sentry has nothing like it. */
  isAddition?: true;
}

/** The refusal of what any token may ask, if there is a user behind it. */
export const FOR_USERS = { 403: "The token is an organization's: there is no user behind it." };

/** How an operation fails for which the code host is asked, besides refusals of the host. */
export const OF_HOST = { 503: "Bitbucket does not answer for now. Nothing has changed." };

/** Operations that belong together, by method and path; what is below `/api/0` without that. */
export interface OperationArea {
  tag: string;
  description: string;
  operations: Record<string, Operation>;
}
