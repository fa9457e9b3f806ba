import { cart } from "../sandbox-world.ts";
import { SPECIAL_TAG } from "./fill-sandbox.ts";
import type { Recording } from "./recordings.ts";

const THIRD_PARTY = "not part of Bitbucket";
const NOT_SERVED = "the sandbox does not serve it: nothing we build calls it";

/**
 * The request under `/rest/api/1.0` that gives the equivalent of a recorded answer, by endpoint or, for
 * one that shows something special, by the end of its file's name. `{message}` stands for the hash of
 * the commit with that message.
 */
const EQUIVALENTS: Record<string, string> = {
  "GET /projects": "/projects?name=shop",
  "GET /projects?name=": "/projects?name=old",
  "GET /projects/{projectKey}": "/projects/OLD",
  "GET /projects/{projectKey}/repos": "/projects/SHOP/repos",
  "GET /repos": "/repos?name=cart",
  "GET /repos?name=": "/repos?name=cart",
  "GET /users/{slug}": "/users/jane",
  "GET /users?filter=": "/users?filter=jane",
  "GET R": cart,
  "GET R/branches": `${cart}/branches`,
  "GET R/branches?filterText=": `${cart}/branches?filterText=main`,
  "GET R/branches/default": `${cart}/branches/default`,
  "GET R/browse/{path}": `${cart}/browse/LICENSE`,
  "file-contents-first-page.json": `${cart}/browse/src/cost.ts?limit=5`,
  "GET R/browse/{path}?type=true": `${cart}/browse/LICENSE?type=true`,
  "GET R/commits": `${cart}/commits`,
  "go-scm-stash/commits.json": `${cart}/commits?withCounts=true`,
  "GET R/commits/{id}": `${cart}/commits/{Add VAT}`,
  "GET R/commits/{id}/changes": `${cart}/commits/{Stop ignoring data}/changes`,
  "GET R/compare/changes": `${cart}/compare/changes?from={Stop ignoring data}&to={Start}`,
  "GET R/files/{path}": `${cart}/files/src?limit=1`,
  "GET R/pull-requests": `${cart}/pull-requests`,
  "GET R/pull-requests/{id}": `${cart}/pull-requests/2`,
  "GET R/tags": `${cart}/tags?filterText=v0.9`,
  "tuser-repos-test-repos-tags_start_0_limit_200.json": `${cart}/tags?filterText=v1.0.0`,
  "GET R/tags?filterText=": `${cart}/tags?filterText=v0.9`,
  "GET R/tags/{name}": `${cart}/tags/${encodeURIComponent(SPECIAL_TAG)}`,
  "GET R/webhooks": `${cart}/webhooks`,
  "GET R/webhooks/{id}": `${cart}/webhooks/1`,
  "POST R/webhooks": `${cart}/webhooks/1`,
  "1.0-projects-foo-repos_start_0_limit_200.json": "/projects/OLD/repos",
  "404 of GET R/commits/{id}": `${cart}/commits/0123456789`,
  "any 404": "/projects/nope",
};

/** Recordings that have no equivalent here, by endpoint, with the reason. */
const UNSERVED: Record<string, string> = {
  "GET /rest/capabilities": "compared on its own, since its keys depend on what is installed",
  "GET /rest/webhooks/latest/capabilities": "compared on its own, event by event",
  "GET /build/capabilities": NOT_SERVED,
  "GET /deployment/capabilities": NOT_SERVED,
  "POST R/commits/{id}/deployments": NOT_SERVED,
  "PUT R/browse/{path}": NOT_SERVED,
  "GET R/pull-requests/{id}/changes": NOT_SERVED,
  "GET R/pull-requests/{id}/activities": NOT_SERVED,
  "POST R/pull-requests/{id}/comments": NOT_SERVED,
  mirroring: NOT_SERVED,
  "POST branch": "the answer of another code host",
  "a third-party webhook add-on": THIRD_PARTY,
};

/** False for a recording of what the sandbox has not. */
export function isServed({ about }: Recording): boolean {
  return !(about in UNSERVED);
}

/** The request that is answered like the recording. */
export function equivalentOf({ file, about }: Recording): string {
  const special = Object.keys(EQUIVALENTS).find((name) => file.endsWith(name));
  const path = EQUIVALENTS[special ?? about];
  if (path === undefined) throw new Error(`${file} (${about}): name its equivalent or say why not`);
  return path;
}
