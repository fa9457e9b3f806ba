import { Group } from "@mantine/core";
import type { IssueDetailAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import type { Ref } from "react";
import { IssueStatus } from "../../../parts/issue-status.tsx";
import { describeStanding } from "./describe-standing.ts";
import { Sentence } from "./sentence.tsx";

/** How the issue stands; those who hear the page are told when that changes. */
export function IssueStanding(props: {
  organization: string;
  issue: IssueDetailAnswer;
  /** It takes the focus of a button that an act has taken away. */
  ref: Ref<HTMLDivElement>;
}) {
  const { organization, issue, ref } = props;
  return (
    <Group role="status" gap="sm" mb="xl" ref={ref} tabIndex={-1}>
      <IssueStatus issue={issue} />
      <span>
        <Sentence
          organization={organization}
          issue={issue.id}
          parts={describeStanding(issue, issue.activity)}
          references={issue.references}
        />
      </span>
    </Group>
  );
}
