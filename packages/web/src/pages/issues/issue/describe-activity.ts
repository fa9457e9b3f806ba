import type { ActivityAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import type { Part } from "./sentence.tsx";

type Described = Pick<ActivityAnswer, "type" | "user" | "data">;

/** What happened to an issue, as a sentence; who did it, or the service when nobody did. */
export function describeActivity({ type, user, data }: Described): Part[] {
  const text = (key: string) => {
    const value = data[key];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const did = (words: string, passive: string): Part[] =>
    user ? [{ kind: "name", text: user.name || user.email }, ` ${words}`] : [passive];
  switch (type) {
    case "first_seen":
      return ["It was seen for the first time."];
    case "referenced_in_commit":
      return ["It was named in commit ", ...commitOf(text), "."];
    case "set_resolved":
      return did("resolved it.", "It was resolved.");
    case "set_resolved_in_commit": {
      const start = did("resolved it in commit ", "It was resolved in commit ");
      return [...start, ...commitOf(text), "."];
    }
    case "set_resolved_in_release": {
      const version = text("version");
      if (!version)
        return did("resolved it in the next release.", "It was resolved in the next release.");
      const start = did("resolved it in release ", "It was resolved in release ");
      const by: Part[] = text("commit") ? [", which has commit ", ...commitOf(text)] : [];
      return [...start, { kind: "release", version }, ...by, "."];
    }
    case "set_unresolved":
      return did("reopened it.", "It is open again: what it was ignored until has come.");
    case "set_ignored":
      return did("ignored it.", "It was ignored.");
    case "assigned":
      return describeAssignment(did, user, {
        id: text("assignee"),
        name: text("assigneeName") ?? text("assigneeEmail"),
      });
    case "unassigned":
      return did("took the assignment away.", "The assignment was taken away.");
    case "set_regression":
      return describeRegression(text("event_id"), text("version"), text("resolved_in_version"));
    default:
      return did(`did this: ${type.replaceAll("_", " ")}.`, `${type.replaceAll("_", " ")}.`);
  }
}

/** Also of a repository that was unlinked since, with whose commits the references went. */
function commitOf(text: (key: string) => string | undefined): Part[] {
  const [sha, repository] = [text("commit"), text("repository")];
  if (sha === undefined) return ["that is not there any more"];
  return [{ kind: "commit", sha, ...(repository !== undefined && { repository }) }];
}

function describeAssignment(
  did: (words: string, passive: string) => Part[],
  user: ActivityAnswer["user"],
  to: { id: string | undefined; name: string | undefined },
): Part[] {
  if (user && user.id === to.id) return did("took it.", "");
  const start = did("assigned it to ", "It was assigned to ");
  return [...start, { kind: "name", text: to.name ?? "somebody" }, "."];
}

function describeRegression(
  event: string | undefined,
  version: string | undefined,
  resolvedIn: string | undefined,
): Part[] {
  return [
    "It came back",
    ...(event ? ([" with ", { kind: "event", id: event }] as const) : []),
    ...(version ? ([" in release ", { kind: "release", version }] as const) : []),
    ...(resolvedIn
      ? ([", after it was resolved in ", { kind: "release", version: resolvedIn }] as const)
      : []),
    ".",
  ];
}
