import type { Operation, OperationArea } from "./operation.ts";
import { type AnyOf, ISSUE_READ, RELEASE_DELETE, RELEASE_READ, RELEASE_WRITE } from "./scopes.ts";

/** At which of the two addresses Sentry has nothing like it. */
type Ours = "at both" | "at a project's";

/** Releases have two addresses in Sentry: of an organization, and narrowed to a project. */
const below: Record<string, [id: string, summary: string, scopes: AnyOf, ours?: Ours]> = {
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
    "at a project's",
  ],
  "GET {version}/previous-with-commits/": [
    "get{}PreviousRelease",
    "Retrieve the release before that has commits",
    RELEASE_READ,
    "at a project's",
  ],
  "GET {version}/deploys/": [
    "list{}Deploys",
    "List a release's deploys",
    RELEASE_READ,
    "at a project's",
  ],
  "POST {version}/deploys/": ["create{}Deploy", "Create a deploy", RELEASE_WRITE, "at a project's"],
  "POST {version}/refetch/": [
    "refetch{}ReleaseCommits",
    "Fetch commits again that could not be fetched",
    RELEASE_WRITE,
    "at both",
  ],
  "GET {version}/activities/": [
    "list{}ReleaseActivities",
    "List what happened to a release",
    RELEASE_READ,
    "at both",
  ],
  "GET {version}/resolved/": [
    "list{}ReleaseResolvedIssues",
    "List the issues that are resolved in a release, or were and came back",
    ISSUE_READ,
  ],
  "GET {version}/repositories/": [
    "list{}ReleaseRepositories",
    "List the repositories that a release has commits of",
    RELEASE_READ,
  ],
};

export const releaseOperations: OperationArea = {
  tag: "Releases",
  description: "Releases, their commits and deploys, as `sentry-cli releases` uses them.",
  operations: {
    ...under("/organizations/{organization}/releases/", ""),
    "GET /organizations/{organization}/release-adoption/": {
      id: "getReleaseAdoption",
      summary: "Count the events of releases by day or hour",
      scopes: RELEASE_READ,
      isAddition: true,
    },
    ...under("/projects/{organization}/{project}/releases/", "Project"),
  },
};

function under(root: string, infix: string): Record<string, Operation> {
  return Object.fromEntries(
    Object.entries(below).map(([key, [id, summary, scopes, ours]]) => [
      key.replace(" ", ` ${root}`),
      {
        id: id.replace("{}", infix),
        summary: infix === "" ? summary : `${summary} (${infix.toLowerCase()} address)`,
        scopes,
        ...((ours === "at both" || (ours && infix !== "")) && { isAddition: true }),
      },
    ]),
  );
}
