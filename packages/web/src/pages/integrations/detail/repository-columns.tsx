import { Stack, Text } from "@mantine/core";
import type { LinkedRepositoryAnswer } from "@sentry-bitbucket-server/api-contract/repository";
import { repositoryColumns } from "../../../parts/repository-columns.tsx";
import type { Column } from "../../../ui/data-table.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";

/** What is told of each repository of an integration. */
export function repositoryColumnsFor(
  organization: string,
): readonly Column<LinkedRepositoryAnswer>[] {
  return [
    ...repositoryColumns(organization, { isDetailed: true }),
    {
      header: "Reconciled",
      cell: ({ reconcile }) => (
        <Stack gap={0}>
          <RelativeTime time={reconcile?.lastDone} />
          {reconcile !== undefined && reconcile !== null && reconcile.lastMissed > 0 && (
            <Text size="sm" c="dimmed">
              {reconcile.lastMissed} missed before
            </Text>
          )}
        </Stack>
      ),
    },
  ];
}
