import type { IssueSearch } from "../../api/issues.ts";
import { PageLinkButton } from "../../frame/page-link.tsx";
import { pathTo } from "../../path-builder.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { DEFAULT_QUERY } from "./use-issue-search.ts";

/** The list is empty: for nothing was reported, all is resolved, or the search finds none. */
export function NoIssues(props: { organization: string; search: IssueSearch }) {
  const { organization, search } = props;
  const issues = pathTo("issues", { organization });
  if (search.query === DEFAULT_QUERY && search.project === undefined) {
    return (
      <EmptyState
        title="No issue is open"
        text="What an application reports with the DSN of its project appears here. What is resolved is under All."
        action={
          <PageLinkButton to={issues} search={{ query: "" }}>
            Show all issues
          </PageLinkButton>
        }
      />
    );
  }
  if (search.query === "" && search.project === undefined) {
    return (
      <EmptyState
        title="Nothing was reported yet"
        text="Give an application the DSN of its project: the errors that it reports appear here."
        action={
          <PageLinkButton to={pathTo("settings", { organization })} search={{ tab: "projects" }}>
            Show a DSN
          </PageLinkButton>
        }
      />
    );
  }
  return (
    <EmptyState
      title="The search finds no issue"
      text="Take a term away, or choose another project."
      action={
        <PageLinkButton to={issues} search={{ query: "" }}>
          Show all issues
        </PageLinkButton>
      }
    />
  );
}
