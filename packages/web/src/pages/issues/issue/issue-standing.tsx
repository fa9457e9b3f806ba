import { Group } from "@mantine/core";
import type { IssueDetailAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import { IssueStatus } from "../../../parts/issue-status.tsx";
import { describeStanding } from "./describe-standing.ts";
import { Sentence } from "./sentence.tsx";

/** How the issue stands; those who hear the page are told when that changes. */
export function IssueStanding(props: { organization: string; issue: IssueDetailAnswer }) {
  const { organization, issue } = props;
  return (
    <Group role="status" gap="sm" mb="xl">
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
