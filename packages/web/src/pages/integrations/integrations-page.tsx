import { Stack, Title } from "@mantine/core";
import type { IntegrationAnswer } from "@sentry-bitbucket-server/api-contract/integration";
import { useIntegrations, useProviders } from "../../api/integrations.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { PagedTable } from "../../lists/paged-table.tsx";
import { useSearchState } from "../../lists/use-search-state.ts";
import type { Column } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Problem } from "../../ui/problem.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { TextFromOutside } from "../../ui/text-from-outside.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { IntegrationHealth } from "./integration-health.tsx";
import { ProviderCard } from "./provider-card.tsx";

const columns: readonly Column<IntegrationAnswer>[] = [
  { header: "Name", cell: ({ name }) => <TextFromOutside text={name} /> },
  { header: "Host", cell: ({ domainName }) => <TextFromOutside text={domainName} /> },
  { header: "Health", cell: (integration) => <IntegrationHealth integration={integration} /> },
  { header: "Installed", cell: ({ dateCreated }) => <RelativeTime time={dateCreated} /> },
];

/** What is installed, and what can be. */
export function IntegrationsPage() {
  const organization = usePathParam("organization");
  const [{ cursor }] = useSearchState();
  const query = useIntegrations(organization, { cursor });
  return (
    <>
      <PageHeader
        title="Integrations"
        text="The code hosts whose pushes come here, and whose commits resolve your issues."
      />
      <Stack gap="xl">
        <PagedTable
          label="Integrations"
          columns={columns}
          keyOf={({ id }) => id}
          query={query}
          empty={
            <EmptyState
              title="Nothing is connected yet"
              text="Connect the Bitbucket that your repositories are in: see below what that brings."
            />
          }
        />
        <Providers organization={organization} />
      </Stack>
    </>
  );
}

function Providers({ organization }: { organization: string }) {
  const { data, error, refetch } = useProviders(organization);
  if (error) return <Problem text={sentenceOf(error)} onRetry={() => void refetch()} />;
  return (
    <section aria-labelledby="providers">
      <Title order={2} id="providers" mb="sm">
        What can be connected
      </Title>
      <Stack>
        {data?.providers.map((provider) => (
          <ProviderCard key={provider.key} provider={provider} />
        ))}
      </Stack>
    </section>
  );
}
