import { Select, Text } from "@mantine/core";
import type { IssueDetailAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import { useAssignees } from "../../../api/assignees.ts";
import { useChangeIssue } from "../../../api/issues.ts";
import { useRefusal } from "../../../api/membership.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { toastProblem } from "../../../ui/toasts.tsx";

/** Whose issue it is, to be changed. */
export function Assignee(props: { organization: string; issue: IssueDetailAnswer }) {
  const { organization, issue } = props;
  const { assignedTo } = issue;
  const { data: members = [] } = useAssignees(organization);
  const refusal = useRefusal(organization, "event:write");
  const { mutate, isPending } = useChangeIssue(organization, issue.id);
  const choices = members.map(({ user }) => ({ value: user.id, label: user.name || user.email }));
  if (assignedTo && !choices.some(({ value }) => value === assignedTo.id)) {
    choices.push({
      value: assignedTo.id,
      label: assignedTo.name || assignedTo.email || "somebody",
    });
  }
  const assign = (user: string | null) => {
    const to = user === null ? "" : `user:${user}`;
    mutate({ assignedTo: to }, { onError: (error) => toastProblem(sentenceOf(error)) });
  };
  return (
    <div>
      <Select
        label="Assignee"
        placeholder="Nobody"
        data={choices}
        value={assignedTo?.id ?? null}
        onChange={assign}
        disabled={refusal !== undefined || isPending}
        searchable
        clearable
      />
      {refusal !== undefined && (
        <Text size="sm" c="dimmed" mt={4}>
          {refusal}
        </Text>
      )}
    </div>
  );
}
