import { Group, Stack } from "@mantine/core";
import type { MemberAnswer } from "@sentry-bitbucket-server/api-contract/member";
import { useState } from "react";
import { useMembers, useRemoveMember } from "../../api/members.ts";
import { useMembership, useRefusal } from "../../api/membership.ts";
import { ConfirmAct } from "../../forms/confirm-act.tsx";
import { PagedTable } from "../../lists/paged-table.tsx";
import { useSearchState } from "../../lists/use-search-state.ts";
import type { Column } from "../../ui/data-table.tsx";
import { RefusableButton } from "../../ui/refusable-button.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { Section } from "../../ui/section.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import { TextFromOutside } from "../../ui/text-from-outside.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { InviteDialog } from "./invite-dialog.tsx";
import { MemberTokens } from "./member-tokens.tsx";
import { RoleSelect } from "./role-select.tsx";
import { RoleMeanings } from "./roles.tsx";

/** Who is in the organization, and as what. Whose tokens are shown stands in the URL. */
export function MembersTab() {
  const [{ member }] = useSearchState();
  return member === undefined ? <MemberList /> : <MemberTokens member={member} />;
}

function MemberList() {
  const organization = usePathParam("organization");
  const [{ cursor }, setSearch] = useSearchState();
  const [isInviting, setInviting] = useState(false);
  const [leaving, setLeaving] = useState<MemberAnswer>();
  const query = useMembers(organization, { cursor });
  const remove = useRemoveMember(organization);
  const inviteRefusal = useRefusal(organization, "member:write");
  const columns = useColumns({
    onTokens: ({ id }) => setSearch({ member: id }, { resetScroll: true }),
    onRemove: setLeaving,
  });
  return (
    <Stack gap="xl">
      <Section
        title="Members"
        actions={
          <RefusableButton refusal={inviteRefusal} onClick={() => setInviting(true)}>
            Invite somebody
          </RefusableButton>
        }
      >
        <PagedTable
          label="Members"
          columns={columns}
          keyOf={({ id }) => id}
          query={query}
          empty={null}
        />
      </Section>
      <RoleMeanings />
      <InviteDialog isOpen={isInviting} onClose={() => setInviting(false)} />
      <ConfirmAct
        thing={leaving}
        title={({ email }) => `Remove ${email}?`}
        text={({ name }) =>
          `${name} sees nothing of this organization any more, by session or token. Issues that they were assigned stay.`
        }
        action="Remove"
        mutation={remove}
        onClose={() => setLeaving(undefined)}
      />
    </Stack>
  );
}

interface Acts {
  onTokens: (member: MemberAnswer) => void;
  onRemove: (member: MemberAnswer) => void;
}

function useColumns({ onTokens, onRemove }: Acts): readonly Column<MemberAnswer>[] {
  const organization = usePathParam("organization");
  const { data: me } = useMembership(organization);
  const refusal = useRefusal(organization, "member:admin");
  return [
    {
      header: "Name",
      cell: ({ id, name, email }) => (
        <div>
          <TextFromOutside text={name} /> {id === me?.id && "(you)"}
          <br />
          <TextFromOutside text={email} />
        </div>
      ),
    },
    { header: "Role", cell: (member) => <RoleSelect member={member} /> },
    {
      header: "State",
      cell: ({ pending }) => (
        <StateBadge tone={pending ? "warning" : "good"}>
          {pending ? "Invited" : "Active"}
        </StateBadge>
      ),
    },
    { header: "Since", cell: ({ dateCreated }) => <RelativeTime time={dateCreated} /> },
    {
      header: "Actions",
      cell: (member) => (
        <Group gap="xs">
          <RefusableButton
            variant="default"
            size="compact-sm"
            refusal={refusal}
            label={`Tokens of ${member.email}`}
            onClick={() => onTokens(member)}
          >
            Tokens
          </RefusableButton>
          <RefusableButton
            variant="default"
            size="compact-sm"
            refusal={refusal}
            label={`Remove ${member.email}`}
            onClick={() => onRemove(member)}
          >
            Remove
          </RefusableButton>
        </Group>
      ),
    },
  ];
}
