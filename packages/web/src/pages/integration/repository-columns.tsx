import { Anchor, Stack, Text } from "@mantine/core";
import type { LinkedRepositoryAnswer } from "@sentry-bitbucket-server/api-contract/repository";
import type { Column } from "../../ui/data-table.tsx";
import { branchOf } from "../../ui/branch-of.ts";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { TextFromOutside } from "../../ui/text-from-outside.tsx";
import { HookState } from "../../parts/hook-state.tsx";

/** What is told of each linked repository. */
export const repositoryColumns: readonly Column<LinkedRepositoryAnswer>[] = [
  { header: "Repository", cell: (repository) => <Name repository={repository} /> },
  { header: "Last push", cell: ({ lastPush }) => <RelativeTime time={lastPush} /> },
  { header: "Last delivery", cell: ({ lastDelivery }) => <RelativeTime time={lastDelivery} /> },
  { header: "Webhook", cell: ({ hook }) => hook && <HookState hook={hook} /> },
  {
    header: "Default branch",
    cell: ({ reconcile }) => <TextFromOutside text={branchOf(reconcile?.defaultBranch ?? "")} />,
  },
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

function Name({ repository: { name, url } }: { repository: LinkedRepositoryAnswer }) {
  if (url === null) return <TextFromOutside text={name} />;
  return (
    <Anchor href={url} target="_blank" rel="noreferrer" inherit>
      <TextFromOutside text={name} />
    </Anchor>
  );
}
