import { Text } from "@mantine/core";
import type { UpstreamAnswer } from "@sentry-bitbucket-server/api-contract/upstream";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import { lackOf, type Need, needs } from "./needs.ts";

const columns: readonly Column<Need>[] = [
  { header: "So that", cell: ({ what }) => what },
  { header: "One of these scopes", cell: ({ anyOf }) => <code>{anyOf.join(", ")}</code> },
];

/** What is done at the upstream by which scopes; with an upstream, whether its token allows it. */
export function NeedTable({ upstream }: { upstream?: UpstreamAnswer }) {
  const judged = upstream ? [...columns, columnOf(upstream)] : columns;
  return (
    <DataTable
      label="Scopes"
      columns={judged}
      keyOf={({ what }) => what}
      rows={needs}
      empty={null}
    />
  );
}

function columnOf({ missing }: UpstreamAnswer): Column<Need> {
  return {
    header: "This token",
    cell: (need) => {
      const without = lackOf(need, missing);
      if (without === undefined) return <StateBadge tone="good">Allows it</StateBadge>;
      return (
        <>
          <StateBadge tone="warning">Does not</StateBadge>
          <Text size="sm">{without}</Text>
        </>
      );
    },
  };
}
