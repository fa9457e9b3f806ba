import { Skeleton, Stack, Tabs, Text } from "@mantine/core";
import type { ReleaseAnswer } from "@sentry-bitbucket-server/api-contract/release";
import { useOrganizationDetail } from "../../../api/organization-detail.ts";
import { useRelease } from "../../../api/releases.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { PageLink } from "../../../frame/page-link.tsx";
import { useSearchState } from "../../../lists/use-search-state.ts";
import { RelayNotice } from "../../../parts/relay-notice.tsx";
import { pathTo } from "../../../path-builder.ts";
import { PageHeader } from "../../../ui/page-header.tsx";
import { Problem } from "../../../ui/problem.tsx";
import { usePathParam } from "../../../use-path-param.ts";
import { FetchNotice } from "./fetch-notice.tsx";
import { ReleaseFacts } from "./release-facts.tsx";
import { DEFAULT_TAB, toTab, releaseTabs } from "./release-tabs.tsx";

/** A release: its commits, what they changed, the issues that began and ended in it, where it went. */
export function ReleasePage() {
  const organization = usePathParam("organization");
  const version = usePathParam("release");
  const { data: release, error, refetch } = useRelease(organization, version);
  const { data: detail } = useOrganizationDetail(organization);
  return (
    <>
      <Text size="sm" mb="xs">
        <PageLink to={pathTo("releases", { organization })}>Releases</PageLink>
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

/** Which one is open stands in the address. */
function ReleaseTabs(props: { organization: string; release: ReleaseAnswer }) {
  const { organization, release } = props;
  const [{ tab }, change] = useSearchState();
  const open = toTab(tab);
  const show = (name: string | null) =>
    change({ tab: name === DEFAULT_TAB ? undefined : (name ?? undefined), repository: undefined });
  return (
    <Tabs value={open} onChange={show} keepMounted={false}>
      <Tabs.List mb="md">
        {releaseTabs.map(({ name, label, countOf }) => (
          <Tabs.Tab key={name} value={name}>
            {label}
            {countOf && ` (${countOf(release).toLocaleString("en")})`}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {releaseTabs.map(({ name, Content }) => (
        <Tabs.Panel key={name} value={name}>
          <Content organization={organization} version={release.version} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
