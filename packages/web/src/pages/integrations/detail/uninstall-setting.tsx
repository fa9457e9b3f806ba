import { List, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import type {
  IntegrationAnswer,
  RemainingHooksAnswer,
} from "@sentry-bitbucket-server/api-contract/integration";
import { useState } from "react";
import { useUninstall } from "../../../api/integrations.ts";
import { keys } from "../../../api/keys.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { pathTo } from "../../../path-builder.ts";
import { ConfirmDialog } from "../../../ui/confirm-dialog.tsx";
import { RefusableButton } from "../../../ui/refusable-button.tsx";
import { toastDone } from "../../../ui/toasts.tsx";
import { usePathParam } from "../../../use-path-param.ts";
import { RemainingHooks } from "./remaining-hooks.tsx";
import { Setting } from "./setting.tsx";

/** Takes the integration away, and tells what of it is left in Bitbucket. */
export function UninstallSetting(props: {
  integration: IntegrationAnswer;
  refusal: string | undefined;
}) {
  const { integration, refusal } = props;
  const organization = usePathParam("organization");
  const [isAsking, { open, close }] = useDisclosure(false);
  const [remaining, setRemaining] = useState<RemainingHooksAnswer>();
  const uninstall = useUninstall(organization, integration.id);
  const leave = useLeave(organization, integration.id);
  const confirm = () =>
    uninstall.mutate(undefined, {
      onSuccess(answer) {
        close();
        if (answer) return setRemaining(answer);
        toastDone(`${integration.name} is uninstalled.`);
        leave();
      },
    });
  return (
    <Setting title="Uninstall" text="Takes the connection away with all that came by it.">
      <RefusableButton color="red.9" onClick={open} refusal={refusal}>
        Uninstall …
      </RefusableButton>
      <ConfirmDialog
        isOpen={isAsking}
        title={`Uninstall ${integration.name}?`}
        action="Uninstall"
        isBusy={uninstall.isPending}
        problem={uninstall.error ? sentenceOf(uninstall.error) : undefined}
        onConfirm={confirm}
        onCancel={close}
      >
        <Text mb="xs">These will be lost:</Text>
        <List spacing={4}>
          <List.Item>the credentials that Bitbucket gave</List.Item>
          <List.Item>
            the links to all of its repositories, and their webhooks in Bitbucket
          </List.Item>
          <List.Item>all commits that were recorded of them, with their changed files</List.Item>
          <List.Item>their deliveries, with what each of them brought</List.Item>
        </List>
        <Text mt="xs">Issues and releases stay, and issues that are resolved stay so.</Text>
      </ConfirmDialog>
      {remaining && <RemainingHooks answer={remaining} onClose={leave} />}
    </Setting>
  );
}

/** To the list of integrations, where nothing is known of this one any more. */
function useLeave(organization: string, id: string): () => void {
  const router = useRouter();
  const queryClient = useQueryClient();
  return () => {
    const to = pathTo("integrations", { organization });
    void router.navigate({ to, replace: true }).then(() => {
      queryClient.removeQueries({ queryKey: keys.integration(organization, id) });
      return queryClient.invalidateQueries({ queryKey: keys.integrations(organization) });
    });
  };
}
