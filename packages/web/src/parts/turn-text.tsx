import { Text } from "@mantine/core";
import type { TurnAnswer } from "@sentry-bitbucket-server/api-contract/job";
import type { ReactNode } from "react";
import { ShortErrorText } from "../ui/error-text.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { JobLink } from "./job-link.tsx";

/** Why what waits cannot be tried at once; undefined when it can. */
export const refusalOfTurn = (turn: TurnAnswer | null): string | undefined =>
  turn?.dateNextAttempt == null ? "An attempt is under way, or about to be." : undefined;

/** For the list of what is known of a delivery, or a job. */
export const entriesOfTurn = (
  organization: string,
  turn: TurnAnswer | null,
): [string, ReactNode][] =>
  turn ? [["Waits", <TurnText key="turn" organization={organization} turn={turn} />]] : [];

/** Behind what it waits, and until when. */
function TurnText({ organization, turn }: { organization: string; turn: TurnAnswer }) {
  const { ahead, first, dateNextAttempt } = turn;
  const when =
    dateNextAttempt === null ? (
      "is being tried, or is about to be"
    ) : (
      <>
        is tried again <RelativeTime time={dateNextAttempt} />
      </>
    );
  if (ahead === 0) return <>It {when}.</>;
  return (
    <>
      <div>
        Behind <JobLink organization={organization} {...first} isInText />
        {ahead > 1 && ` and ${ahead - 1} more`}; that {when}.
      </div>
      {first.lastError !== null && (
        <Text size="sm" c="dimmed">
          <ShortErrorText text={first.lastError} lines={2} />
        </Text>
      )}
    </>
  );
}
