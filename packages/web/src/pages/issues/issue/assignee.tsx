import { Select, Text } from "@mantine/core";
import type { IssueDetailAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import type { MemberAnswer } from "@sentry-bitbucket-server/api-contract/member";
import { useAssignees } from "../../../api/assignees.ts";
import { useChangeIssue } from "../../../api/issues.ts";
import { useRefusal } from "../../../api/membership.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { toastProblem } from "../../../ui/toasts.tsx";

const NOBODY = "nobody";

/** Whose issue it is, to be changed. */
export function Assignee(props: { organization: string; issue: IssueDetailAnswer }) {
  const { organization, issue } = props;
  const { assignedTo } = issue;
  const { data: members = [] } = useAssignees(organization);
  const refusal = useRefusal(organization, "event:write");
  const { mutate, isPending } = useChangeIssue(organization, issue.id);
  const choices = [{ value: NOBODY, label: "Nobody" }, ...toChoices(members, assignedTo)];
  const assign = (user: string | null) => {
    const to = user === NOBODY ? "" : `user:${user}`;
    mutate({ assignedTo: to }, { onError: (error) => toastProblem(sentenceOf(error)) });
  };
  return (
    <div>
      <Select
        label="Assignee"
        data={choices}
        value={assignedTo?.id ?? NOBODY}
        onChange={assign}
        disabled={refusal !== undefined || isPending}
        allowDeselect={false}
        searchable
      />
      {refusal !== undefined && (
        <Text size="sm" c="dimmed" mt={4}>
          {refusal}
        </Text>
      )}
    </div>
  );
}

/** The members, and whose issue it is, though they may have left. */
function toChoices(members: readonly MemberAnswer[], assignedTo: IssueDetailAnswer["assignedTo"]) {
  const choices = members.map(({ user }) => ({ value: user.id, label: user.name || user.email }));
  if (!assignedTo || choices.some(({ value }) => value === assignedTo.id)) return choices;
  const { id, name, email } = assignedTo;
  return [...choices, { value: id, label: name || email || "somebody" }];
}
