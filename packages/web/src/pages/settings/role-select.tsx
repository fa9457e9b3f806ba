import { Select, Tooltip } from "@mantine/core";
import type { MemberAnswer } from "@sentry-bitbucket-server/api-contract/member";
import { useChangeRole } from "../../api/members.ts";
import { useRefusal } from "../../api/membership.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { toastDone, toastProblem } from "../../ui/toasts.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { roles } from "./roles.tsx";

/** The role of a member, to be changed in its place. */
export function RoleSelect({ member }: { member: MemberAnswer }) {
  const organization = usePathParam("organization");
  const change = useChangeRole(organization);
  const refusal = useRefusal(organization, "member:write");
  const changeTo = (value: string | null) => {
    const role = roles.find((one) => one.value === value);
    if (!role || role.value === member.orgRole) return;
    change.mutate(
      { id: member.id, orgRole: role.value },
      {
        onSuccess: () => toastDone(`${member.email} is ${role.label.toLowerCase()} now.`),
        onError: (error) => toastProblem(sentenceOf(error)),
      },
    );
  };
  return (
    <Tooltip label={refusal} disabled={refusal === undefined} multiline maw="20rem">
      <Select
        aria-label={`Role of ${member.email}`}
        size="xs"
        w="8rem"
        data={roles.map(({ value, label }) => ({ value, label }))}
        value={change.isPending ? change.variables.orgRole : member.orgRole}
        onChange={changeTo}
        allowDeselect={false}
        disabled={refusal !== undefined || change.isPending}
      />
    </Tooltip>
  );
}
