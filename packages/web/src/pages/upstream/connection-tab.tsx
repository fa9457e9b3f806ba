import { Group, Modal, Skeleton, Stack } from "@mantine/core";
import type { UpstreamAnswer } from "@sentry-bitbucket-server/api-contract/upstream";
import { useState } from "react";
import { useRefusal } from "../../api/membership.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { useCheckUpstream, useDisconnectUpstream, useUpstream } from "../../api/upstream.ts";
import { ConfirmAct } from "../../forms/confirm-act.tsx";
import { Notice } from "../../ui/notice.tsx";
import { ErrorText } from "../../ui/error-text.tsx";
import { Problem } from "../../ui/problem.tsx";
import { RefusableButton } from "../../ui/refusable-button.tsx";
import { Section } from "../../ui/section.tsx";
import { toastDone, toastProblem } from "../../ui/toasts.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { ConnectForm } from "./connect-form.tsx";
import { NeedTable } from "./need-table.tsx";
import { UpstreamFacts } from "./upstream-facts.tsx";

/** Who we are there, what the token allows, and how it is. */
export function ConnectionTab() {
  const organization = usePathParam("organization");
  const { data: upstream, error, refetch } = useUpstream(organization);
  if (error && !upstream)
    return <Problem text={sentenceOf(error)} onRetry={() => void refetch()} />;
  if (!upstream) return <Skeleton height="20rem" />;
  return (
    <Stack gap="xl">
      {upstream.statusReason !== null && (
        <Notice title="Paused" isBad>
          <ErrorText text={upstream.statusReason} />
          <p>
            Nothing is lost: what waits is sent when it is well, which is looked for each minute.
          </p>
        </Notice>
      )}
      <Section title="Connection" actions={<Acts upstream={upstream} />}>
        <UpstreamFacts upstream={upstream} />
      </Section>
      <Section
        title="What the token allows"
        text={
          upstream.scopes === null
            ? "That Sentry does not tell the scopes of this token. What could be tried was tried."
            : `Its scopes are ${upstream.scopes.join(", ")}.`
        }
      >
        <NeedTable upstream={upstream} />
      </Section>
    </Stack>
  );
}

function Acts({ upstream }: { upstream: UpstreamAnswer }) {
  const organization = usePathParam("organization");
  const refusal = useRefusal(organization, "org:admin");
  const [isReconnecting, setReconnecting] = useState(false);
  const [going, setGoing] = useState<UpstreamAnswer>();
  const check = useCheckUpstream(organization);
  const disconnect = useDisconnectUpstream(organization);
  const look = () =>
    check.mutate(undefined, {
      onSuccess: () => toastDone("Looked: it lets us in."),
      onError: (error) => toastProblem(sentenceOf(error)),
    });
  return (
    <Group gap="sm">
      <RefusableButton refusal={refusal} loading={check.isPending} onClick={look}>
        Check again
      </RefusableButton>
      <RefusableButton variant="default" refusal={refusal} onClick={() => setReconnecting(true)}>
        Another token or address
      </RefusableButton>
      <RefusableButton variant="default" refusal={refusal} onClick={() => setGoing(upstream)}>
        Disconnect
      </RefusableButton>
      <Modal
        opened={isReconnecting}
        onClose={() => setReconnecting(false)}
        title="Connect again"
        centered
      >
        <ConnectForm
          former={upstream}
          action="Connect"
          refusal={refusal}
          onDone={() => {
            setReconnecting(false);
            toastDone("Connected. What waited goes on.");
          }}
        />
      </Modal>
      <ConfirmAct
        thing={going}
        title={({ url }) => `Disconnect ${new URL(url).host}?`}
        text={() =>
          "The organization has the built-in tracker again. What waits to be sent is skipped, and the token is forgotten. Nothing is undone there; mirrored projects and releases stay here."
        }
        action="Disconnect"
        mutation={disconnect}
        onClose={() => setGoing(undefined)}
      />
    </Group>
  );
}
