import type { Operation, OperationArea } from "./operation.ts";
import { type AnyOf, RELEASE_DELETE, RELEASE_READ, RELEASE_WRITE } from "./scopes.ts";

/** Releases have two addresses in Sentry: of an organization, and narrowed to a project. */
const below: Record<string, [id: string, summary: string, scopes: AnyOf, isAddition?: true]> = {
  "GET ": ["list{}Releases", "List releases", RELEASE_READ],
  "POST ": ["create{}Release", "Create a release, or add projects to it", RELEASE_WRITE],
  "GET {version}/": ["get{}Release", "Retrieve a release", RELEASE_READ],
  "PUT {version}/": ["update{}Release", "Finalize a release, or set its commits", RELEASE_WRITE],
  "DELETE {version}/": ["delete{}Release", "Delete a release", RELEASE_DELETE],
  "GET {version}/commits/": ["list{}ReleaseCommits", "List a release's commits", RELEASE_READ],
  "GET {version}/commitfiles/": [
    "list{}ReleaseFiles",
    "List the files that a release's commits changed",
    RELEASE_READ,
  ],
  "GET {version}/previous-with-commits/": [
    "get{}PreviousRelease",
    "Retrieve the release before that has commits",
    RELEASE_READ,
  ],
  "GET {version}/deploys/": ["list{}Deploys", "List a release's deploys", RELEASE_READ],
  "POST {version}/deploys/": ["create{}Deploy", "Create a deploy", RELEASE_WRITE],
  "GET {version}/activities/": [
    "list{}ReleaseActivities",
    "List what happened to a release",
    RELEASE_READ,
    true,
  ],
};

export const releaseOperations: OperationArea = {
  tag: "Releases",
  description: "Releases, their commits and deploys, as `sentry-cli releases` uses them.",
  operations: {
    ...under("/organizations/{organization}/releases/", ""),
    ...under("/projects/{organization}/{project}/releases/", "Project"),
  },
};

function under(root: string, infix: string): Record<string, Operation> {
  return Object.fromEntries(
    Object.entries(below).map(([key, [id, summary, scopes, isAddition]]) => [
      key.replace(" ", ` ${root}`),
      {
        id: id.replace("{}", infix),
        summary: infix === "" ? summary : `${summary} (${infix.toLowerCase()} address)`,
        scopes,
        ...(isAddition && { isAddition }),
      },
    ]),
  );
}
