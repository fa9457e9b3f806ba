import { Group, Skeleton, Text } from "@mantine/core";
import { useIntegration } from "../../../api/integrations.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { isNotThere, NotThere } from "../../../frame/not-there.tsx";
import { PageLink } from "../../../frame/page-link.tsx";
import { SearchTabs } from "../../../lists/search-tabs.tsx";
import { pathTo } from "../../../path-builder.ts";
import { PageHeader } from "../../../ui/page-header.tsx";
import { NotLive } from "../../../parts/not-live.tsx";
import { Problem } from "../../../ui/problem.tsx";
import { usePathParam } from "../../../use-path-param.ts";
import { IntegrationHealth } from "../integration-health.tsx";
import { ConnectionTab } from "./connection-tab.tsx";
import { RepositoriesTab } from "./repositories-tab.tsx";
import { SettingsTab } from "./settings-tab.tsx";

/** One installed integration; which part of it is shown stands in the address. */
export function IntegrationPage() {
  const organization = usePathParam("organization");
  const id = usePathParam("integration");
  const { data: integration, error, refetch } = useIntegration(organization, id);
  const back = <PageLink to={pathTo("integrations", { organization })}>Integrations</PageLink>;
  if (!integration && isNotThere(error)) return <NotThere error={error}>{back}</NotThere>;
  if (!integration) {
    return (
      <>
        <PageHeader title="Integration" />
        {error && <Problem text={sentenceOf(error)} onRetry={() => void refetch()} />}
        {!error && <Skeleton height="24rem" />}
      </>
    );
  }
  const of = { organization, integration: id };
  return (
    <>
      <Text size="sm" mb="xs">
        {back}
      </Text>
      <PageHeader title={integration.name} />
      <Group justify="space-between" align="flex-start" mb="lg">
        <IntegrationHealth integration={integration} />
        <NotLive error={error} />
      </Group>
      <SearchTabs
        label="Parts of the integration"
        tabs={[
          { value: "repositories", label: "Repositories", content: <RepositoriesTab of={of} /> },
          {
            value: "connection",
            label: "Connection",
            content: <ConnectionTab integration={integration} />,
          },
          {
            value: "settings",
            label: "Settings",
            content: <SettingsTab integration={integration} />,
          },
        ]}
      />
    </>
  );
}
