import { Group, List, Paper, Progress, Stack, Text } from "@mantine/core";
import type { LinkProgressAnswer } from "@sentry-bitbucket-server/api-contract/link";
import type { IntegrationKey } from "../../../api/linked-repositories.ts";
import {
  useEndLinks,
  useLinkProgress,
  useLinkRepositories,
  waitingOf,
} from "../../../api/links.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { ErrorText } from "../../../ui/error-text.tsx";
import { RefusableButton } from "../../../ui/refusable-button.tsx";
import { toastProblem } from "../../../ui/toasts.tsx";
import { AfterLink } from "./after-link.tsx";

interface LinkProgressProps {
  of: IntegrationKey;
  refusal: string | undefined;
}

/** How far the linking is, and what could not be linked. It goes on in the service, whatever is looked at. */
export function LinkProgress({ of, refusal }: LinkProgressProps) {
  const { data: progress } = useLinkProgress(of);
  if (!progress || progress.total === 0) return null;
  const { total, linked, failures, delay } = progress;
  const isOver = waitingOf(progress) === 0;
  return (
    <Paper withBorder p="md" radius="md">
      <Stack gap="sm">
        <Text role="status">
          {linked} of {total} linked.{!isOver && " You can leave this page: it goes on."}
        </Text>
        <Progress value={((linked + failures.length) / total) * 100} aria-label="Linked so far" />
        {delay !== null && (
          <Text c="dimmed" component="div">
            {delay.identifier} waits: <ErrorText text={delay.reason} />
          </Text>
        )}
        {failures.length > 0 && <Failures failures={failures} />}
        {isOver && linked > 0 && <AfterLink organization={of.organization} />}
        <Acts of={of} refusal={refusal} progress={progress} />
      </Stack>
    </Paper>
  );
}

/** Whoever has more of them has read what is wrong by then. */
const MOST_SHOWN = 100;

function Failures({ failures }: Pick<LinkProgressAnswer, "failures">) {
  const left = failures.length - MOST_SHOWN;
  return (
    <div role="alert">
      <List spacing="xs">
        {failures.slice(0, MOST_SHOWN).map(({ identifier, reason }) => (
          <List.Item key={identifier} style={{ overflowWrap: "anywhere" }}>
            <strong>{identifier}</strong>: <ErrorText text={reason} />
          </List.Item>
        ))}
      </List>
      {left > 0 && <Text c="dimmed">There are {left} more.</Text>}
    </div>
  );
}

function Acts(props: LinkProgressProps & { progress: LinkProgressAnswer }) {
  const { of, refusal, progress } = props;
  const isOver = waitingOf(progress) === 0;
  const link = useLinkRepositories(of);
  const end = useEndLinks(of);
  const onError = (error: Error) => toastProblem(sentenceOf(error));
  const failed = progress.failures.map(({ identifier }) => identifier);
  return (
    <Group>
      {isOver && failed.length > 0 && (
        <RefusableButton
          variant="default"
          refusal={refusal}
          loading={link.isPending}
          onClick={() => link.mutate(failed, { onError })}
        >
          Try those again
        </RefusableButton>
      )}
      <RefusableButton
        variant="subtle"
        refusal={refusal}
        loading={end.isPending}
        onClick={() => end.mutate(undefined, { onError })}
      >
        {isOver ? "Close" : "Link no more of them"}
      </RefusableButton>
    </Group>
  );
}
