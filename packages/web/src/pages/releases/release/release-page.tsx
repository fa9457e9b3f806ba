import { Skeleton, Stack, Text } from "@mantine/core";
import type { ReleaseAnswer } from "@sentry-bitbucket-server/api-contract/release";
import { useOrganizationDetail } from "../../../api/organization-detail.ts";
import { useRelease } from "../../../api/releases.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { isNotThere, NotThere } from "../../../frame/not-there.tsx";
import { PageLink } from "../../../frame/page-link.tsx";
import { SearchTabs } from "../../../lists/search-tabs.tsx";
import { RelayNotice } from "../../../parts/relay-notice.tsx";
import { pathTo } from "../../../path-builder.ts";
import { PageHeader } from "../../../ui/page-header.tsx";
import { Problem } from "../../../ui/problem.tsx";
import { usePathParam } from "../../../use-path-param.ts";
import { CommitsTab } from "./commits-tab.tsx";
import { DeploysTab } from "./deploys-tab.tsx";
import { FetchNotice } from "./fetch-notice.tsx";
import { FilesTab } from "./files-tab.tsx";
import { NewIssuesTab, ResolvedIssuesTab } from "./issues-tabs.tsx";
import { ReleaseFacts } from "./release-facts.tsx";

/** A release: its commits, what they changed, the issues that began and ended in it, where it went. */
export function ReleasePage() {
  const organization = usePathParam("organization");
  const version = usePathParam("release");
  const { data: release, error, refetch } = useRelease(organization, version);
  const { data: detail } = useOrganizationDetail(organization);
  const back = <PageLink to={pathTo("releases", { organization })}>Releases</PageLink>;
  if (!release && isNotThere(error)) return <NotThere error={error}>{back}</NotThere>;
  return (
    <>
      <Text size="sm" mb="xs">
        {back}
      </Text>
      <PageHeader title={version} />
      {detail?.relaysTo && <RelayNotice relaysTo={detail.relaysTo} of="releases" />}
      {error && !release && <Problem text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {!error && !release && <Skeleton height="16rem" />}
      {release && (
        <Stack gap="lg">
          <FetchNotice organization={organization} release={release} />
          <ReleaseFacts organization={organization} release={release} />
          <ReleaseTabs organization={organization} release={release} />
        </Stack>
      )}
    </>
  );
}

function ReleaseTabs(props: { organization: string; release: ReleaseAnswer }) {
  const { organization, release } = props;
  const { version, commitCount, newGroups, deployCount } = release;
  const of = { organization, version };
  const counted = (label: string, count: number) => `${label} (${count.toLocaleString("en")})`;
  return (
    <SearchTabs
      label="Release"
      tabs={[
        {
          value: "commits",
          label: counted("Commits", commitCount),
          content: <CommitsTab {...of} />,
        },
        { value: "files", label: "Files changed", content: <FilesTab {...of} /> },
        { value: "resolved", label: "Resolved issues", content: <ResolvedIssuesTab {...of} /> },
        {
          value: "new",
          label: counted("New issues", newGroups),
          content: <NewIssuesTab {...of} />,
        },
        {
          value: "deploys",
          label: counted("Deploys", deployCount),
          content: <DeploysTab {...of} />,
        },
      ]}
    />
  );
}
