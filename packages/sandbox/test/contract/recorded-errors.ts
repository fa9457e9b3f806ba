import { at } from "../json.ts";
import { type Answer, type CallOptions, cart } from "../sandbox-world.ts";

/** One entry of the registry of errors; a body without an error has neither exception nor message. */
export interface RegistryEntry {
  status: number;
  exception?: string | null;
  message?: string | null;
}

/** A call of `/rest/api/1.0` that fails like a registry entry. */
interface FailingCall {
  method: string;
  path: string;
  options?: CallOptions;
  /** A name in the recorded message, and the one that stands there in ours. */
  renamed?: [recorded: string, ours: string];
}

const NOT_SERVED = "the sandbox does not serve the endpoint";
const INCORRECT_PASSWORD =
  "401 com.atlassian.bitbucket.auth.IncorrectPasswordAuthenticationException";

/** By status and exception, or by status and message where there is no exception. */
const CALLS: Record<string, FailingCall | typeof NOT_SERVED> = {
  "204": { method: "DELETE", path: "/projects/SHOP/repos/never-there" },
  "307": { method: "DELETE", path: "/projects/SHOP/repos/former" },
  "400 The project key must be specified when creating a project.": {
    method: "POST",
    path: "/projects",
    options: { body: { name: "No key" } },
  },
  "400 com.atlassian.bitbucket.repository.DuplicateRefException": NOT_SERVED,
  "400 com.atlassian.bitbucket.validation.ArgumentValidationException": NOT_SERVED,
  "401 com.atlassian.bitbucket.AuthorisationException": {
    method: "GET",
    path: `${cart}/webhooks`,
    options: { as: "jane:jane" },
  },
  [INCORRECT_PASSWORD]: { method: "GET", path: "/projects", options: { as: "admin:wrong" } },
  "401 com.atlassian.bitbucket.auth.NoAccessAuthenticationException": {
    method: "GET",
    path: "/projects",
    options: { as: "guest:guest" },
  },
  "401 com.atlassian.plugins.rest.api.security.exception.AuthenticationRequiredException": {
    method: "GET",
    path: "/projects",
    options: { as: "" },
  },
  "404": { method: "GET", path: `${cart}/tags/nope` },
  "404 com.atlassian.bitbucket.NoSuchEntityException": NOT_SERVED,
  "404 com.atlassian.bitbucket.commit.NoSuchCommitException": {
    method: "GET",
    path: `${cart}/commits?until=refs/heads/does-not-exist`,
    renamed: ["lt-repo-1-8000", "cart"],
  },
  "404 com.atlassian.bitbucket.project.NoSuchProjectException": {
    method: "GET",
    path: "/projects/DRYP84800",
  },
  "404 com.atlassian.bitbucket.pull.NoSuchPullRequestException": {
    method: "GET",
    path: `${cart}/pull-requests/999999`,
    renamed: ["LT917500/lt-repo-1-7500", "SHOP/cart"],
  },
  "404 com.atlassian.bitbucket.repository.NoSuchRepositoryException": {
    method: "GET",
    path: "/projects/SHOP/repos/no-such-repository",
    renamed: ["LT466600", "SHOP"],
  },
  "404 com.atlassian.bitbucket.user.NoSuchUserException": {
    method: "GET",
    path: "/users/nobody-by-that-name",
  },
  "406": {
    method: "GET",
    path: "/projects/SHOP",
    options: { headers: { accept: "text/plain" } },
  },
  "409 com.atlassian.bitbucket.IntegrityException": {
    method: "DELETE",
    path: "/projects/SHOP",
    renamed: ["LT299000", "SHOP"],
  },
  "409 com.atlassian.bitbucket.comment.CommentOutOfDateException": NOT_SERVED,
  "409 com.atlassian.bitbucket.pull.IllegalPullRequestStateException": {
    method: "POST",
    path: `${cart}/pull-requests/1/merge`,
  },
  "409 com.atlassian.bitbucket.pull.PullRequestOutOfDateException": {
    method: "POST",
    path: `${cart}/pull-requests/2/merge?version=99`,
  },
  "409 com.atlassian.bitbucket.repository.sync.RefAlreadySynchronizedException": NOT_SERVED,
};

/** The entries that the sandbox has an endpoint for, each with a call that must fail like it. */
export function errorCases(
  entries: RegistryEntry[],
): { name: string; entry: RegistryEntry; call: FailingCall }[] {
  return entries.flatMap((entry) => {
    const name = nameOf(entry);
    const call = CALLS[name];
    if (call === undefined)
      throw new Error(`${name}: name a call that fails like it, or say why not`);
    return call === NOT_SERVED ? [] : [{ name, entry, call }];
  });
}

/** What the answer to the call has otherwise than the entry; an absent field counts as null. */
export function compareError(entry: RegistryEntry, call: FailingCall, answer: Answer): string[] {
  const [recorded, ours] = call.renamed ?? ["", ""];
  const pairs: [string, unknown, unknown][] = [
    ["status", entry.status, answer.status],
    ["exceptionName", entry.exception, at(answer.json, "errors.0.exceptionName")],
    ["message", entry.message?.replace(recorded, ours), at(answer.json, "errors.0.message")],
  ];
  return pairs
    .filter(([, wanted, got]) => (wanted ?? null) !== (got ?? null))
    .map(([field, wanted, got]) => `${field}: ${String(wanted)}, ours ${String(got)}`);
}

function nameOf({ status, exception, message }: RegistryEntry): string {
  return [status, exception ?? message].filter(Boolean).join(" ");
}
