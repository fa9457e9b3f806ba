import type { OrganizationDetailAnswer } from "@sentry-bitbucket-server/api-contract/organization";
import { Notice } from "../ui/notice.tsx";
import { OutsideLink } from "../ui/outside-link.tsx";

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
    <Notice title="This organization relays">
      <p>{SENTENCES[of]}</p>
      <OutsideLink url={address}>Open them at {new URL(url).host}</OutsideLink>
    </Notice>
  );
}
