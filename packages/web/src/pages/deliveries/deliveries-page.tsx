import type { DeliveryAnswer } from "@sentry-bitbucket-server/api-contract/delivery";
import { useDeliveries } from "../../api/deliveries.ts";
import { PageLinkButton } from "../../frame/page-link.tsx";
import { PagedTable } from "../../lists/paged-table.tsx";
import { useLiveRows } from "../../lists/use-live-rows.ts";
import { useReading } from "../../lists/use-reading.ts";
import { useSearchState } from "../../lists/use-search-state.ts";
import { pathTo } from "../../path-builder.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { FilterBar } from "../../ui/filter-bar.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { deliveryColumns } from "./delivery-columns.tsx";
import { deliveryFilters } from "./delivery-filters.ts";
import { LiveStatus } from "./live-status.tsx";

const keyOf = ({ id }: DeliveryAnswer) => id;

/** Every webhook request that was received and kept. */
export function DeliveriesPage() {
  const organization = usePathParam("organization");
  const [search, setSearch] = useSearchState();
  const { query, state, event, cursor } = search;
  const deliveries = useDeliveries(organization, { query, state, event, cursor });
  const { isReading, handlers } = useReading();
  const listed = JSON.stringify([organization, query, state, event, cursor]);
  const { waiting, ...live } = useLiveRows(deliveries, { keyOf, listed, isHeld: isReading });
  return (
    <>
      <PageHeader title="Deliveries" text="Every webhook request that Bitbucket has sent here." />
      <FilterBar filters={deliveryFilters} values={search} onChange={setSearch} />
      <LiveStatus waiting={waiting} isFirstPage={cursor === undefined} error={deliveries.error} />
      <div {...handlers}>
        <PagedTable
          label="Deliveries"
          columns={deliveryColumns(organization)}
          keyOf={keyOf}
          query={deliveries}
          live={live}
          empty={
            query || state || event ? (
              <EmptyState title="No delivery is like that" text="Change or clear the filters." />
            ) : (
              <NothingYet organization={organization} />
            )
          }
        />
      </div>
    </>
  );
}

function NothingYet({ organization }: { organization: string }) {
  return (
    <EmptyState
      title="Nothing has arrived yet"
      text="Link a repository and push to it. What Bitbucket sends then appears here by itself."
      action={
        <PageLinkButton to={pathTo("integrations", { organization })}>
          Go to the integrations
        </PageLinkButton>
      }
    />
  );
}
