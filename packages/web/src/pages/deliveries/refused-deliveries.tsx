import type { RefusedDeliveryAnswer } from "@sentry-bitbucket-server/api-contract/refused-delivery";
import { useRefusedDeliveries } from "../../api/deliveries.ts";
import { useSearchState } from "../../lists/use-search-state.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { type Filter, FilterBar } from "../../ui/filter-bar.tsx";
import { LiveTable } from "./live-table.tsx";
import { refusedColumns } from "./refused-columns.tsx";
import { reasonOptions } from "./word-refusal.ts";

const filters: readonly Filter[] = [
  { name: "query", label: "Search", placeholder: "Repository" },
  { name: "reason", label: "Reason", options: reasonOptions },
];

const keyOf = ({ id }: RefusedDeliveryAnswer) => id;

/** Webhook requests that were not taken, those of an hour that are alike in one row. */
export function RefusedDeliveries({ organization }: { organization: string }) {
  const [search, setSearch] = useSearchState();
  const { query, reason, cursor } = search;
  const refused = useRefusedDeliveries(organization, { query, reason, cursor });
  return (
    <>
      <FilterBar filters={filters} values={search} onChange={setSearch} />
      <LiveTable
        label="Refused deliveries"
        columns={refusedColumns(organization)}
        keyOf={keyOf}
        query={refused}
        asked={{ organization, query, reason, cursor }}
        empty={
          query || reason ? (
            <EmptyState title="None was refused like that" text="Change or clear the filters." />
          ) : (
            <EmptyState
              title="Nothing was refused"
              text="All that came to the webhooks was signed with their secrets. What is not appears here by itself."
            />
          )
        }
      />
    </>
  );
}
