import { Stack } from "@mantine/core";
import { Section } from "../../../ui/section.tsx";
import { EventDetails } from "./event-details.tsx";
import { EventFacts } from "./event-facts.tsx";
import { useShownEvent } from "./use-shown-event.ts";

/** What is known of the event beside where it happened; why it cannot be shown is told there. */
export function AboutEvent({ organization, issue }: { organization: string; issue: string }) {
  const { data: event, error } = useShownEvent(organization, issue);
  if (!event || error) return null;
  return (
    <Section title="About this event">
      <Stack>
        <EventFacts organization={organization} event={event} />
        <EventDetails event={event} />
      </Stack>
    </Section>
  );
}
