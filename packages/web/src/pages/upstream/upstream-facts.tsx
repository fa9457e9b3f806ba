import type { UpstreamAnswer } from "@sentry-bitbucket-server/api-contract/upstream";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { OutsideLink } from "../../ui/outside-link.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import { TextFromOutside } from "../../ui/text-from-outside.tsx";

/** What the last look found. */
export function UpstreamFacts({ upstream }: { upstream: UpstreamAnswer }) {
  const { url, regionUrl, organization, verifySsl, status, account } = upstream;
  return (
    <DefinitionList
      entries={[
        [
          "State",
          <StateBadge key="state" tone={status === "active" ? "good" : "bad"}>
            {status === "active" ? "Relays" : "Paused"}
          </StateBadge>,
        ],
        [
          "Sentry",
          <OutsideLink key="url" url={`${url}/organizations/${encodeURIComponent(organization)}/`}>
            {url}
          </OutsideLink>,
        ],
        ...(regionUrl === null ? [] : [["Its API is at", regionUrl] as const]),
        ["Organization there", <TextFromOutside key="organization" text={organization} />],
        ["It takes us for", <TextFromOutside key="account" text={account} />],
        ...(verifySsl ? [] : [["Certificate", "is not checked"] as const]),
        ["Looked at", <RelativeTime key="checked" time={upstream.dateChecked} />],
        ["Connected", <RelativeTime key="connected" time={upstream.dateCreated} />],
      ]}
    />
  );
}
