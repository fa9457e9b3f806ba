import { useRefusedDeliveries } from "../../api/deliveries.ts";
import { SearchTabs } from "../../lists/search-tabs.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { ReceivedDeliveries } from "./received-deliveries.tsx";
import { RefusedDeliveries } from "./refused-deliveries.tsx";
import { sumOfLastDay } from "./sum-of-last-day.ts";

/** What Bitbucket has sent: the requests that were taken, and those that were not. */
export function DeliveriesPage() {
  const organization = usePathParam("organization");
  const { data, dataUpdatedAt } = useRefusedDeliveries(organization);
  const refused = data && sumOfLastDay(data.rows, data.links.next !== undefined, dataUpdatedAt);
  return (
    <>
      <PageHeader title="Deliveries" text="Every webhook request that Bitbucket has sent here." />
      <SearchTabs
        label="Deliveries"
        tabs={[
          {
            value: "received",
            label: "Received",
            content: <ReceivedDeliveries organization={organization} refused={refused} />,
          },
          {
            value: "refused",
            label: refused === undefined ? "Refused" : `Refused (${refused})`,
            content: <RefusedDeliveries organization={organization} />,
          },
        ]}
      />
    </>
  );
}
