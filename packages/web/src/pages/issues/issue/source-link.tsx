import type { IssueDetailAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import { useSourceLink } from "../../../api/issue-events.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { PageLink } from "../../../frame/page-link.tsx";
import { pathTo } from "../../../path-builder.ts";
import { OutsideLink } from "../../../ui/outside-link.tsx";
import type { Frame } from "./read-exceptions.ts";
import classes from "./stack-trace.module.css";

interface SourceLinkProps {
  organization: string;
  issue: IssueDetailAnswer;
  frame: Frame;
  file: string;
  /** Of the stack trace: it says what all of its frames would. */
  isFirst: boolean;
}

/** The way to a frame's line in Bitbucket, or why there is none. */
export function SourceLink({ organization, issue, frame, file, isFirst }: SourceLinkProps) {
  const { data, error } = useSourceLink(organization, {
    project: issue.project.slug,
    issue: issue.id,
    file,
    absPath: frame.absPath ?? undefined,
    module: frame.module ?? undefined,
    line: frame.lineNo ?? undefined,
  });
  if (data?.sourceUrl && data.config) {
    const { repoName, provider } = data.config;
    return (
      <p className={classes["link"]}>
        <OutsideLink url={data.sourceUrl}>
          Open {data.sourcePath} of {repoName} in {provider?.name ?? "Bitbucket"}
        </OutsideLink>
      </p>
    );
  }
  if (data?.error === "no_code_mappings_for_project") {
    return isFirst ? (
      <NoCodeMapping organization={organization} project={issue.project.slug} />
    ) : null;
  }
  const reason = error
    ? sentenceOf(error)
    : data && wordProblem(data.error ?? "", data.config?.repoName);
  return <p className={classes["none"]}>{reason ?? "Looking for its source."}</p>;
}

function NoCodeMapping({ organization, project }: { organization: string; project: string }) {
  return (
    <p className={classes["none"]}>
      The project has no code mapping that says in which repository its files are.{" "}
      <PageLink
        isInText
        to={pathTo("settings", { organization })}
        search={{ tab: "projects", project }}
      >
        Add one
      </PageLink>
    </p>
  );
}

function wordProblem(problem: string, repository = "the repository"): string {
  switch (problem) {
    case "stack_root_mismatch":
      return "No code mapping of the project is for this path.";
    case "integration_link_forbidden":
      return `Bitbucket does not let us look into ${repository}.`;
    case "file_not_found":
      return `${repository} has no such file, neither in the release nor on its branch.`;
    default:
      return "The repository that a code mapping names is not linked any more.";
  }
}
