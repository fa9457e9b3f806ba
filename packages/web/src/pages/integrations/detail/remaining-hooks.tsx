import { Button, Group, List, Modal, Stack, Text } from "@mantine/core";
import type { RemainingHooksAnswer } from "@sentry-bitbucket-server/api-contract/integration";
import { ErrorText } from "../../../ui/error-text.tsx";
import { OutsideLink } from "../../../ui/outside-link.tsx";

/** The webhooks that could not be deleted: shown this once, so it is closed by hand. */
export function RemainingHooks(props: { answer: RemainingHooksAnswer; onClose: () => void }) {
  const { answer, onClose } = props;
  return (
    <Modal
      opened
      onClose={onClose}
      title="Uninstalled, but webhooks are left in Bitbucket"
      size="lg"
      closeOnClickOutside={false}
    >
      <Stack>
        <Text>{answer.detail}</Text>
        <List spacing="sm">
          {answer.remainingHooks.map(({ repository, url, hookId, reason }) => (
            <List.Item key={repository} style={{ overflowWrap: "anywhere" }}>
              <strong>{repository}</strong>
              {hookId !== null && `, webhook ${hookId}`}: <OutsideLink url={url}>{url}</OutsideLink>
              <Text component="div" size="sm" c="dimmed">
                <ErrorText text={reason} />
              </Text>
            </List.Item>
          ))}
        </List>
        <Group justify="flex-end">
          <Button onClick={onClose}>I have noted them</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
