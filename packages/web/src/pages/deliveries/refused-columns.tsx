import { Stack, Text } from "@mantine/core";
import type { RefusedDeliveryAnswer } from "@sentry-bitbucket-server/api-contract/refused-delivery";
import type { ReactNode } from "react";
import type { Column } from "../../ui/data-table.tsx";
import { LongText } from "../../ui/long-text.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { TextFromOutside } from "../../ui/text-from-outside.tsx";
import { RefusalRemedy } from "./refusal-remedy.tsx";
import { wordRefusal } from "./word-refusal.ts";

/** What the list tells of those that were refused alike. */
export function refusedColumns(organization: string): readonly Column<RefusedDeliveryAnswer>[] {
  return [
    {
      header: "Last",
      cell: ({ lastSeen, firstSeen, count }) => (
        <WithSmall small={count > 1 && <First time={firstSeen} />}>
          <RelativeTime time={lastSeen} />
        </WithSmall>
      ),
    },
    {
      header: "Repository, event",
      cell: ({ repository, event }) => (
        <WithSmall small={<TextFromOutside text={event} />}>
          <TextFromOutside text={repository?.name} />
        </WithSmall>
      ),
    },
    {
      header: "Why, and what to do",
      cell: (refused) => (
        <WithSmall
          small={
            <Text inherit maw="20rem">
              <RefusalRemedy organization={organization} refused={refused} />
            </Text>
          }
        >
          {wordRefusal(refused.reason)}
        </WithSmall>
      ),
    },
    { header: "Times", align: "end", cell: ({ count }) => count.toLocaleString("en") },
    {
      header: "From",
      cell: ({ ipAddress, userAgent, requestId }) => (
        <WithSmall small={<Sender told={[userAgent, requestId]} />}>{ipAddress}</WithSmall>
      ),
    },
  ];
}

/** What a sender says of itself, whoever it is; on hover all of it. */
function Sender({ told }: { told: readonly (string | null)[] }) {
  const text = told.filter(Boolean).join(" · ");
  return text && <LongText text={text} lines={1} width="10rem" />;
}

function First({ time }: { time: string }) {
  return (
    <>
      first <RelativeTime time={time} />
    </>
  );
}

/** With what need not be read first below it. */
function WithSmall({ children, small }: { children: ReactNode; small: ReactNode }) {
  return (
    <Stack gap={0}>
      <span>{children}</span>
      {small && (
        <Text size="sm" c="dimmed" component="div">
          {small}
        </Text>
      )}
    </Stack>
  );
}
