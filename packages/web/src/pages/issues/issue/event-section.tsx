import { Group, Skeleton, Stack, Text } from "@mantine/core";
import type { EventAnswer } from "@sentry-bitbucket-server/api-contract/event";
import type { IssueDetailAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { useSearchState } from "../../../lists/use-search-state.ts";
import { CodeBlock } from "../../../ui/code-block.tsx";
import { PageButton } from "../../../ui/page-button.tsx";
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
      {error && !event && <Problem text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {!error && !event && <Skeleton height="16rem" />}
      {event && <ShownEvent {...{ organization, issue, event }} />}
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
  const show = (id: string | null, isThere: string | null | undefined) =>
    isThere ? () => setSearch({ event: id ?? undefined }) : undefined;
  return (
    <Group component="nav" aria-label="Events" gap="xs">
      <PageButton onClick={show("oldest", previousEventID)}>Oldest</PageButton>
      <PageButton onClick={show(previousEventID, previousEventID)}>Older</PageButton>
      <PageButton onClick={show(nextEventID, nextEventID)}>Newer</PageButton>
      <PageButton onClick={show(null, nextEventID)}>Newest</PageButton>
    </Group>
  );
}
