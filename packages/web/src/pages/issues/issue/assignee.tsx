import { Select, Text } from "@mantine/core";
import type { IssueDetailAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import type { MemberAnswer } from "@sentry-bitbucket-server/api-contract/member";
import { useAssignees } from "../../../api/assignees.ts";
import { useChangeIssue } from "../../../api/issues.ts";
import { useRefusal } from "../../../api/membership.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { toastProblem } from "../../../ui/toasts.tsx";
import { useTypedSearch } from "../../../ui/use-typed-search.ts";

const NOBODY = { value: "nobody", label: "Nobody" };

/** Whose issue it is, to be changed. */
export function Assignee(props: { organization: string; issue: IssueDetailAnswer }) {
  const { organization, issue } = props;
  const { assignedTo } = issue;
  const chosen = assignedTo ? nameOf(assignedTo) : NOBODY.label;
  const { query, setTyped } = useTypedSearch(chosen);
  const { data, error } = useAssignees(organization, query);
  const refusal = useRefusal(organization, "event:write");
  const { mutate, isPending } = useChangeIssue(organization, issue.id);
  const choices = [NOBODY, ...toChoices(data?.rows ?? [], assignedTo)];
  const assign = (user: string | null) => {
    const to = user === NOBODY.value ? "" : `user:${user}`;
    mutate({ assignedTo: to }, { onError: (error) => toastProblem(sentenceOf(error)) });
  };
  return (
    <div>
      <Select
        label="Assignee"
        data={choices}
        value={assignedTo?.id ?? NOBODY.value}
        onChange={assign}
        onSearchChange={setTyped}
        // Who types then asks for another one.
        onFocus={({ currentTarget }) => currentTarget.select()}
        // The service has searched already, in addresses too, which are not shown.
        filter={({ options }) => options}
        error={error ? sentenceOf(error) : undefined}
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
  const choices = members.map(({ user }) => ({ value: user.id, label: nameOf(user) }));
  if (!assignedTo || choices.some(({ value }) => value === assignedTo.id)) return choices;
  return [...choices, { value: assignedTo.id, label: nameOf(assignedTo) }];
}

const nameOf = ({ name, email }: { name: string | null; email: string | null }) =>
  name || email || "somebody";
