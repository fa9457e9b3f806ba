import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import type { EventAnswer } from "@sentry-bitbucket-server/api-contract/event";
import type { IssueDetailAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { useSearchState } from "../../../lists/use-search-state.ts";
import { CodeBlock } from "../../../ui/code-block.tsx";
import { Problem } from "../../../ui/problem.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { Section } from "../../../ui/section.tsx";
import { readExceptions, readMessage } from "./read-exceptions.ts";
import { StackTrace } from "./stack-trace.tsx";
import { useShownEvent } from "./use-shown-event.ts";

interface EventSectionProps {
  organization: string;
  issue: IssueDetailAnswer;
}

/** Where one event of the issue happened, and the way to those before and after it. */
export function EventSection({ organization, issue }: EventSectionProps) {
  const { data: event, error, refetch } = useShownEvent(organization, issue.id);
  return (
    <Section title="Event" actions={event && <EventPager event={event} />}>
      {error && <Problem text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {!error && !event && <Skeleton height="16rem" />}
      {event && !error && <ShownEvent {...{ organization, issue, event }} />}
    </Section>
  );
}

function ShownEvent({ organization, issue, event }: EventSectionProps & { event: EventAnswer }) {
  const message = readMessage(event);
  return (
    <Stack>
      <Text size="sm" c="dimmed" component="div" style={{ overflowWrap: "anywhere" }}>
        {event.eventID}, <RelativeTime time={event.dateCreated} />
      </Text>
      {message !== undefined && <CodeBlock code={message} label="Message" />}
      {readExceptions(event).map((exception, depth) => (
        <StackTrace
          // Causes have no other name than how deep they lie.
          key={`${event.id} ${depth}`}
          organization={organization}
          issue={issue}
          exception={exception}
          isCause={depth > 0}
        />
      ))}
    </Stack>
  );
}

/** To the events of the issue beside this one. */
function EventPager({ event }: { event: EventAnswer }) {
  const [, setSearch] = useSearchState();
  const { previousEventID, nextEventID } = event;
  const show = (id: string | null) => () => setSearch({ event: id ?? undefined });
  return (
    <Group component="nav" aria-label="Events" gap="xs">
      <Button variant="default" size="xs" onClick={show("oldest")} disabled={!previousEventID}>
        Oldest
      </Button>
      <Button
        variant="default"
        size="xs"
        onClick={show(previousEventID)}
        disabled={!previousEventID}
      >
        Older
      </Button>
      <Button variant="default" size="xs" onClick={show(nextEventID)} disabled={!nextEventID}>
        Newer
      </Button>
      <Button variant="default" size="xs" onClick={show(null)} disabled={!nextEventID}>
        Newest
      </Button>
    </Group>
  );
}
