import { Box, Skeleton, Tabs } from "@mantine/core";
import { useIntegration } from "../../../api/integrations.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { useSearchState } from "../../../lists/use-search-state.ts";
import { PageHeader } from "../../../ui/page-header.tsx";
import { Problem } from "../../../ui/problem.tsx";
import { usePathParam } from "../../../use-path-param.ts";
import { IntegrationHealth } from "../integration-health.tsx";
import { ConnectionTab } from "./connection-tab.tsx";
import { RepositoriesTab } from "./repositories-tab.tsx";
import { SettingsTab } from "./settings-tab.tsx";

const TABS = ["repositories", "connection", "settings"] as const;

/** One installed integration; which part of it is shown stands in the address. */
export function IntegrationPage() {
  const organization = usePathParam("organization");
  const id = usePathParam("integration");
  const [{ tab, query, search, link }, setSearch] = useSearchState();
  const { data: integration, error, refetch } = useIntegration(organization, id);
  const shown = TABS.find((one) => one === tab) ?? TABS[0];
  if (error && !integration) {
    return <Problem text={sentenceOf(error)} onRetry={() => void refetch()} />;
  }
  if (!integration) return <Skeleton height="24rem" />;
  const none = { query: undefined, search: undefined, link: undefined };
  return (
    <>
      <PageHeader title={integration.name} />
      <Box mb="lg">
        <IntegrationHealth integration={integration} />
      </Box>
      <Tabs
        value={shown}
        onChange={(value) => setSearch({ ...none, tab: value ?? undefined })}
        keepMounted={false}
      >
        <Tabs.List aria-label="Parts of the integration" mb="lg">
          <Tabs.Tab value="repositories">Repositories</Tabs.Tab>
          <Tabs.Tab value="connection">Connection</Tabs.Tab>
          <Tabs.Tab value="settings">Settings</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="repositories">
          <RepositoriesTab
            of={{ organization, integration: id }}
            filter={query}
            search={search}
            isLinking={link !== undefined}
          />
        </Tabs.Panel>
        <Tabs.Panel value="connection">
          <ConnectionTab integration={integration} />
        </Tabs.Panel>
        <Tabs.Panel value="settings">
          <SettingsTab integration={integration} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
