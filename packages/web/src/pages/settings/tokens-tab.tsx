import { Stack } from "@mantine/core";
import { useState } from "react";
import { useRefusal } from "../../api/membership.ts";
import {
  useOrganizationTokens,
  useRevokeOrganizationToken,
  useRevokeUserToken,
  useUserTokens,
} from "../../api/tokens.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { RefusableButton } from "../../ui/refusable-button.tsx";
import { Section } from "../../ui/section.tsx";
import { ShownOnce } from "../../ui/shown-once.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { NewTokenDialog } from "./new-token-dialog.tsx";
import { TokenTable } from "./token-table.tsx";

/** The tokens of the organization, for builds, and those of who is logged in. */
export function TokensTab() {
  const organization = usePathParam("organization");
  const refusal = useRefusal(organization, "org:admin");
  const [making, setMaking] = useState<"organization" | "user">();
  const [made, setMade] = useState<string>();
  const make = (kind: "organization" | "user") => (
    <RefusableButton refusal={refusal} onClick={() => setMaking(kind)}>
      {kind === "user" ? "Make a token of mine" : "Make a token for builds"}
    </RefusableButton>
  );
  return (
    <Stack gap="xl">
      <Section
        title="Tokens of the organization"
        text="For builds. They announce releases with sentry-cli (org:ci), know this service's address, and outlive who made them."
        actions={make("organization")}
      >
        <OrganizationTokens organization={organization} refusal={refusal} />
      </Section>
      <Section
        title="Your tokens"
        text="For programs that do what you may do, as far as their scopes go."
        actions={make("user")}
      >
        <UserTokens />
      </Section>
      <NewTokenDialog
        kind={making}
        onClose={() => setMaking(undefined)}
        onMade={(token) => {
          setMaking(undefined);
          setMade(token);
        }}
      />
      <ShownOnce
        title="The token is made"
        text="Copy it to where it is used, such as the secrets of your build server."
        label="Token"
        secret={made}
        onClose={() => setMade(undefined)}
      />
    </Stack>
  );
}

function OrganizationTokens(props: { organization: string; refusal: string | undefined }) {
  const { organization, refusal } = props;
  return (
    <TokenTable
      label="Tokens of the organization"
      tokens={useOrganizationTokens(organization)}
      revoke={useRevokeOrganizationToken(organization)}
      refusal={refusal}
      empty={
        <EmptyState
          title="No token yet"
          text="Make one for your build server: it is all that sentry-cli needs."
        />
      }
    />
  );
}

function UserTokens() {
  return (
    <TokenTable
      label="Your tokens"
      tokens={useUserTokens()}
      revoke={useRevokeUserToken()}
      empty={
        <EmptyState title="No token yet" text="Make one when a program is to act in your name." />
      }
    />
  );
}
