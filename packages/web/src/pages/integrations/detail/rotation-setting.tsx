import { Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { IntegrationAnswer } from "@sentry-bitbucket-server/api-contract/integration";
import { useRotateSecrets } from "../../../api/integrations.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { ConfirmDialog } from "../../../ui/confirm-dialog.tsx";
import { RefusableButton } from "../../../ui/refusable-button.tsx";
import { toastDone } from "../../../ui/toasts.tsx";
import { usePathParam } from "../../../use-path-param.ts";
import { Setting } from "./setting.tsx";

/** Gives all webhooks other secrets. */
export function RotationSetting(props: {
  integration: IntegrationAnswer;
  refusal: string | undefined;
}) {
  const { integration, refusal } = props;
  const [isAsking, { open, close }] = useDisclosure(false);
  const rotate = useRotateSecrets(usePathParam("organization"), integration.id);
  const confirm = () =>
    rotate.mutate(undefined, {
      onSuccess: ({ repositories }) => {
        close();
        toastDone(`${repositories} webhooks are being given other secrets.`);
      },
    });
  return (
    <Setting
      title="Webhook secrets"
      text="Bitbucket signs each push with a secret of its repository’s webhook. Give all of them other ones when somebody may have read them."
    >
      <RefusableButton variant="default" onClick={open} refusal={refusal}>
        Rotate all secrets …
      </RefusableButton>
      <ConfirmDialog
        isOpen={isAsking}
        title="Give all webhooks other secrets?"
        action="Rotate all secrets"
        isBusy={rotate.isPending}
        problem={rotate.error ? sentenceOf(rotate.error) : undefined}
        onConfirm={confirm}
        onCancel={close}
      >
        <Text>
          One after the other, in the background. No push is lost: an old secret is accepted until
          the new one has signed a push.
        </Text>
      </ConfirmDialog>
    </Setting>
  );
}
