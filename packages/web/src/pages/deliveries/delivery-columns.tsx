import type { DeliveryAnswer } from "@sentry-bitbucket-server/api-contract/delivery";
import { PageLink } from "../../frame/page-link.tsx";
import { pathTo } from "../../path-builder.ts";
import type { Column } from "../../ui/data-table.tsx";
import { formatDuration } from "../../ui/format-duration.ts";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { TextFromOutside } from "../../ui/text-from-outside.tsx";
import { DeliveryStateInList, DeliveryVerdict } from "./delivery-state.tsx";

/** What the list tells of each delivery. */
export function deliveryColumns(organization: string): readonly Column<DeliveryAnswer>[] {
  return [
    {
      header: "Received",
      cell: ({ id, dateReceived }) => (
        <PageLink to={pathTo("delivery", { organization, delivery: id })}>
          <RelativeTime time={dateReceived} />
          <span className="visually-hidden">, delivery {id}</span>
        </PageLink>
      ),
    },
    { header: "Event", cell: ({ event }) => <TextFromOutside text={event} /> },
    {
      header: "Repository",
      cell: ({ repository }) => <TextFromOutside text={repository?.name} />,
    },
    { header: "Signature", cell: ({ verdict }) => <DeliveryVerdict verdict={verdict} /> },
    { header: "State", cell: (delivery) => <DeliveryStateInList delivery={delivery} /> },
    { header: "Attempts", align: "end", cell: ({ attempts }) => attempts },
    {
      header: "Duration",
      align: "end",
      cell: ({ duration }) => (duration === null ? "–" : formatDuration(duration)),
    },
  ];
}
