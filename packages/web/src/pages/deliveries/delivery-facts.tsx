import type { DeliveryDetailAnswer } from "@sentry-bitbucket-server/api-contract/delivery";
import type { ReactNode } from "react";
import { PageLink } from "../../frame/page-link.tsx";
import { pathTo } from "../../path-builder.ts";
import { ErrorText } from "../../ui/error-text.tsx";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { formatDuration } from "../../ui/format-duration.ts";
import { formatSize } from "../../ui/format-size.ts";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { TextFromOutside } from "../../ui/text-from-outside.tsx";
import { entriesOfTurn } from "../../parts/turn-text.tsx";
import { DeliveryState, DeliveryVerdict } from "./delivery-state.tsx";

/** What the list tells of it, and where it belongs. */
export function DeliveryFacts(props: { organization: string; delivery: DeliveryDetailAnswer }) {
  const { organization, delivery } = props;
  const { repository, jobId, duration } = delivery;
  const reason: [string, ReactNode][] = delivery.reason
    ? [["Reason", <ErrorText key="reason" text={delivery.reason} />]]
    : [];
  const entries: [string, ReactNode][] = [
    ["State", <DeliveryState key="state" state={delivery.state} />],
    ...entriesOfTurn(organization, delivery.turn),
    ...reason,
    ["Received", <RelativeTime key="received" time={delivery.dateReceived} />],
    ["Event", <TextFromOutside key="event" text={delivery.event} />],
    [
      "Repository",
      repository ? (
        <PageLink to={pathTo("commits", { organization, repository: repository.id })}>
          <TextFromOutside text={repository.name} />
        </PageLink>
      ) : (
        "unlinked since"
      ),
    ],
    ["Signature", <DeliveryVerdict key="verdict" verdict={delivery.verdict} />],
    ["Duration", duration === null ? "not finished" : formatDuration(duration)],
    ["Size", formatSize(delivery.size)],
    ["Bitbucket’s request id", <TextFromOutside key="request" text={delivery.requestId} />],
    [
      "Job",
      jobId === null ? (
        "none: there was nothing to do"
      ) : (
        <PageLink to={pathTo("job", { organization, job: jobId })}>Job {jobId}</PageLink>
      ),
    ],
  ];
  return <DefinitionList entries={entries} />;
}
