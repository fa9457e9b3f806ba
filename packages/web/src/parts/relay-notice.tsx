import { Alert, Anchor } from "@mantine/core";
import type { OrganizationDetailAnswer } from "@sentry-bitbucket-server/api-contract/organization";

interface RelayNoticeProps {
  relaysTo: NonNullable<OrganizationDetailAnswer["relaysTo"]>;
  of: "issues" | "releases";
}

const SENTENCES = {
  issues: "The issues of this organization live in the Sentry that it relays to.",
  releases:
    "This organization relays to a Sentry of its own: the releases there are the ones that count, and what is here is what we know of their commits.",
};

/** Where the things of a page are, when they are not here. */
export function RelayNotice({ relaysTo: { url, organization }, of }: RelayNoticeProps) {
  const address = `${url}/organizations/${encodeURIComponent(organization)}/${of}/`;
  return (
    <Alert variant="outline" title="This organization relays" mb="lg">
      {SENTENCES[of]}{" "}
      <Anchor href={address} inherit style={{ overflowWrap: "anywhere" }}>
        Open them at {new URL(url).host}
      </Anchor>
    </Alert>
  );
}
