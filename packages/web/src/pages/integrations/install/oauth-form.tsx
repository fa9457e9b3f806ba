import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import type { SubmitEvent } from "react";
import { hasStatus } from "../../../api/api-error.ts";
import {
  type ConsumerKeys,
  useBeginApproval,
  useConsumerKeys,
  useMakeConsumerKeys,
} from "../../../api/install.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { Problem } from "../../../ui/problem.tsx";
import { usePathParam } from "../../../use-path-param.ts";
import { ApplicationLinkGuide } from "./application-link-guide.tsx";
import type { Draft } from "./use-draft.ts";

interface OAuthFormProps {
  draft: Draft;
  refusal: string | undefined;
  version: string | null;
  /** `Bitbucket 9.4.0` */
  name: string;
}

/** The application link that Bitbucket needs, and the way to the approval there. */
export function OAuthForm(props: OAuthFormProps) {
  const { data: keys, error, refetch } = useConsumerKeys(usePathParam("organization"));
  if (error) return <Problem text={sentenceOf(error)} onRetry={() => void refetch()} />;
  if (!keys) return <Skeleton height="30rem" />;
  return <Approval {...props} keys={keys} />;
}

function Approval(props: OAuthFormProps & { keys: ConsumerKeys }) {
  const { draft, refusal, version, name, keys } = props;
  const organization = usePathParam("organization");
  const begin = useBeginApproval(organization);
  const makeKeys = useMakeConsumerKeys(organization);
  const { consumerKey } = keys;
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    // From there the browser comes back by itself, to the page of the integration.
    window.location.assign(await begin.mutateAsync({ ...draft, consumerKey }));
  };
  // The install that these keys belong to is over, or was begun in another session.
  const isOver = hasStatus(begin.error, 404);
  const beginAgain = () => {
    begin.reset();
    makeKeys.mutate();
  };
  return (
    <form onSubmit={(event) => void send(event).catch(() => undefined)} noValidate>
      <Stack>
        <ApplicationLinkGuide version={version} name={name} keys={keys} />
        {begin.error && (
          <Problem
            text={isOver ? OVER : sentenceOf(begin.error)}
            onRetry={isOver ? beginAgain : undefined}
          />
        )}
        {refusal !== undefined && <Text c="dimmed">{refusal}</Text>}
        <Group>
          <Button
            type="submit"
            loading={begin.isPending || begin.isSuccess}
            disabled={refusal !== undefined}
          >
            Continue in Bitbucket
          </Button>
          <Text c="dimmed">There you allow the access, and come back here.</Text>
        </Group>
      </Stack>
    </form>
  );
}

const OVER =
  "These keys were made more than an hour ago, or before you logged in again. Have others made, and put them into the application link.";
