import { Skeleton, Stack } from "@mantine/core";
import type { DeliveryDetailAnswer } from "@sentry-bitbucket-server/api-contract/delivery";
import { useDelivery } from "../../api/deliveries.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { isNotThere, NotThere } from "../../frame/not-there.tsx";
import { PageLink } from "../../frame/page-link.tsx";
import { pathTo } from "../../path-builder.ts";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { JsonView } from "../../ui/json-view.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Section } from "../../ui/section.tsx";
import { TextFromOutside } from "../../ui/text-from-outside.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { AttemptTable } from "../../parts/attempt-table.tsx";
import { DeliveryFacts } from "./delivery-facts.tsx";
import { DeliveryOutcome } from "./delivery-outcome.tsx";
import { ReplayDelivery } from "./replay-delivery.tsx";

/** One webhook request: what was sent, what came of it, and how often it was tried. */
export function DeliveryPage() {
  const organization = usePathParam("organization");
  const id = usePathParam("delivery");
  const { data, error, refetch } = useDelivery(organization, id);
  const back = <PageLink to={pathTo("deliveries", { organization })}>All deliveries</PageLink>;
  if (isNotThere(error)) return <NotThere error={error}>{back}</NotThere>;
  return (
    <>
      {back}
      <PageHeader
        title={`Delivery ${id}`}
        actions={data && <ReplayDelivery organization={organization} delivery={data} />}
      />
      {error && <Problem text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {data && <Details organization={organization} delivery={data} />}
      {!data && !error && <Skeleton height="20rem" />}
    </>
  );
}

function Details(props: { organization: string; delivery: DeliveryDetailAnswer }) {
  const { headers, body, isBodyTruncated, attemptHistory } = props.delivery;
  return (
    <Stack gap="xl">
      <DeliveryFacts {...props} />
      <Section title="What came of it">
        <DeliveryOutcome {...props} />
      </Section>
      <Section title="Attempts">
        <AttemptTable attempts={attemptHistory} />
      </Section>
      <Section title="Headers">
        <DefinitionList
          entries={Object.entries(headers).map(([name, value]) => [
            name,
            <TextFromOutside key={name} text={value} />,
          ])}
        />
      </Section>
      <Section
        title="Body"
        text={isBodyTruncated ? "Only its beginning: it is larger than what is shown." : undefined}
      >
        <JsonView label="Body as text" text={body} />
      </Section>
    </Stack>
  );
}
