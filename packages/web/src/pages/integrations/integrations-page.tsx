import { Stack, Title } from "@mantine/core";
import type { IntegrationAnswer } from "@sentry-bitbucket-server/api-contract/integration";
import { useIntegrations, useProviders } from "../../api/integrations.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { PageLink, PageLinkButton } from "../../frame/page-link.tsx";
import { PagedTable } from "../../lists/paged-table.tsx";
import { useSearchState } from "../../lists/use-search-state.ts";
import { pathTo } from "../../path-builder.ts";
import type { Column } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Problem } from "../../ui/problem.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { TextFromOutside } from "../../ui/text-from-outside.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { IntegrationHealth } from "./integration-health.tsx";
import { ProviderCard } from "./provider-card.tsx";

/** What is installed, and what can be. */
export function IntegrationsPage() {
  const organization = usePathParam("organization");
  const [{ cursor }] = useSearchState();
  const query = useIntegrations(organization, { cursor });
  const connect = (
    <PageLinkButton to={pathTo("installBitbucket", { organization })}>
      Connect Bitbucket Server
    </PageLinkButton>
  );
  const isEmpty = query.data?.rows.length === 0;
  return (
    <>
      <PageHeader
        title="Integrations"
        text="The code hosts whose pushes come here, and whose commits resolve your issues."
        actions={isEmpty ? undefined : connect}
      />
      <Stack gap="xl">
        <PagedTable
          label="Integrations"
          columns={columnsFor(organization)}
          keyOf={({ id }) => id}
          query={query}
          empty={
            <EmptyState
              title="Nothing is connected yet"
              text="Connect the Bitbucket that your repositories are in: see below what that brings."
              action={connect}
            />
          }
        />
        <Providers organization={organization} />
      </Stack>
    </>
  );
}

function columnsFor(organization: string): readonly Column<IntegrationAnswer>[] {
  return [
    {
      header: "Name",
      cell: ({ id, name }) => (
        <PageLink to={pathTo("integration", { organization, integration: id })}>
          <TextFromOutside text={name} />
        </PageLink>
      ),
    },
    { header: "Host", cell: ({ domainName }) => <TextFromOutside text={domainName} /> },
    { header: "Health", cell: (integration) => <IntegrationHealth integration={integration} /> },
    {
      header: "Installed",
      cell: ({ dateCreated, installedBy }) => (
        <>
          <RelativeTime time={dateCreated} />
          {installedBy && (
            <>
              {" by "}
              <TextFromOutside text={installedBy.name} />
            </>
          )}
        </>
      ),
    },
  ];
}

function Providers({ organization }: { organization: string }) {
  const { data, error, refetch } = useProviders(organization);
  if (error && !data) return <Problem text={sentenceOf(error)} onRetry={() => void refetch()} />;
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
