import type { DeliveryAnswer } from "@sentry-bitbucket-server/api-contract/delivery";
import { useDeliveries } from "../../api/deliveries.ts";
import { PageLinkButton } from "../../frame/page-link.tsx";
import { useSearchState } from "../../lists/use-search-state.ts";
import { pathTo } from "../../path-builder.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { FilterBar } from "../../ui/filter-bar.tsx";
import { deliveryColumns } from "./delivery-columns.tsx";
import { deliveryFilters } from "./delivery-filters.ts";
import { LiveTable } from "./live-table.tsx";

interface ReceivedDeliveriesProps {
  organization: string;
  /** How many others were refused of late; undefined: none. */
  refused: string | undefined;
}

const keyOf = ({ id }: DeliveryAnswer) => id;

/** Every webhook request that was received and kept. */
export function ReceivedDeliveries({ organization, refused }: ReceivedDeliveriesProps) {
  const [search, setSearch] = useSearchState();
  const { query, state, event, cursor } = search;
  const deliveries = useDeliveries(organization, { query, state, event, cursor });
  return (
    <>
      <FilterBar filters={deliveryFilters} values={search} onChange={setSearch} />
      <LiveTable
        label="Deliveries"
        columns={deliveryColumns(organization)}
        keyOf={keyOf}
        query={deliveries}
        asked={{ organization, query, state, event, cursor }}
        empty={
          query || state || event ? (
            <EmptyState title="No delivery is like that" text="Change or clear the filters." />
          ) : (
            <NothingYet organization={organization} refused={refused} />
          )
        }
      />
    </>
  );
}

function NothingYet({ organization, refused }: ReceivedDeliveriesProps) {
  if (refused !== undefined) {
    return (
      <EmptyState
        title="Nothing that arrived was taken yet"
        text={`In the last day ${refused} were refused. What to do about it is told there.`}
        action={
          <PageLinkButton to={pathTo("deliveries", { organization })} search={{ tab: "refused" }}>
            See what was refused
          </PageLinkButton>
        }
      />
    );
  }
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
