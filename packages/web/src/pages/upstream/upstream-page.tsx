import { Skeleton } from "@mantine/core";
import { useOrganizationDetail } from "../../api/organization-detail.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { SearchTabs } from "../../lists/search-tabs.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Problem } from "../../ui/problem.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { ConnectionTab } from "./connection-tab.tsx";
import { NotConnected } from "./not-connected.tsx";
import { RelayedIssues } from "./relayed-issues.tsx";
import { RelayedReleases } from "./relayed-releases.tsx";
import { RulesTab } from "./rules-tab.tsx";

/** The Sentry that an organization has already, and what is relayed to it. */
export function UpstreamPage() {
  const { data, error, refetch } = useOrganizationDetail(usePathParam("organization"));
  return (
    <>
      <PageHeader
        title="Upstream Sentry"
        text="The Sentry that you have already: commits, releases and resolutions are carried to it."
      />
      {error && !data && <Problem text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height="20rem" />}
      {data && (data.relaysTo ? <Connected /> : <NotConnected />)}
    </>
  );
}

function Connected() {
  return (
    <SearchTabs
      label="Upstream Sentry"
      tabs={[
        { value: "connection", label: "Connection", content: <ConnectionTab /> },
        { value: "releases", label: "Releases", content: <RelayedReleases /> },
        { value: "issues", label: "Issues", content: <RelayedIssues /> },
        { value: "rules", label: "Projects and rules", content: <RulesTab /> },
      ]}
    />
  );
}
