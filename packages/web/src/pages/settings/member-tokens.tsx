import { Group, Skeleton } from "@mantine/core";
import { useMember, useMemberTokens, useRevokeMemberToken } from "../../api/members.ts";
import { PageLink } from "../../frame/page-link.tsx";
import { pathTo } from "../../path-builder.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Section } from "../../ui/section.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { TokenTable } from "./token-table.tsx";

/** The tokens that a member has made: to be revoked when they have lost one, or have left. */
export function MemberTokens({ member }: { member: string }) {
  const organization = usePathParam("organization");
  const { data } = useMember(organization, member);
  const tokens = useMemberTokens(organization, member);
  const revoke = useRevokeMemberToken(organization, member);
  return (
    <>
      <Group mb="md">
        <PageLink to={pathTo("settings", { organization })} search={{ tab: "members" }}>
          All members
        </PageLink>
      </Group>
      {data === undefined && !tokens.error ? (
        <Skeleton height="10rem" />
      ) : (
        <Section
          title={`Tokens of ${data?.email ?? "a member"}`}
          text="With one of these, a program may do what this member may, as far as its scopes go."
        >
          <TokenTable
            label="Tokens"
            tokens={tokens}
            revoke={revoke}
            empty={
              <EmptyState title="No tokens" text="Owners alone make tokens, in their settings." />
            }
          />
        </Section>
      )}
    </>
  );
}
