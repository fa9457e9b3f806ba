import { Button, Group, List, Paper, Progress, Stack, Text } from "@mantine/core";
import type { IntegrationKey } from "../../../api/linked-repositories.ts";
import { ErrorText } from "../../../ui/error-text.tsx";
import { AfterLink } from "./after-link.tsx";
import type { LinkTask } from "./link-queue.ts";
import { useLinkQueue } from "./use-link-queue.ts";

/** How far the linking is, and what could not be linked. It goes on when the page is left. */
export function LinkProgress({ of }: { of: IntegrationKey }) {
  const { tasks, queue } = useLinkQueue(of);
  if (tasks.length === 0) return null;
  const linked = tasks.filter(({ state }) => state === "linked").length;
  const failed = tasks.filter(({ state }) => state === "failed");
  const isOver = linked + failed.length === tasks.length;
  return (
    <Paper withBorder p="md" radius="md">
      <Stack gap="sm">
        <Text role="status">{describe(tasks, linked, isOver)}</Text>
        <Progress
          value={((linked + failed.length) / tasks.length) * 100}
          aria-label="Linked so far"
        />
        {failed.length > 0 && (
          <div role="alert">
            <List spacing="xs">
              {failed.map(({ identifier, problem }) => (
                <List.Item key={identifier} style={{ overflowWrap: "anywhere" }}>
                  <strong>{identifier}</strong>: <ErrorText text={problem ?? ""} />
                </List.Item>
              ))}
            </List>
          </div>
        )}
        {isOver && linked > 0 && <AfterLink organization={of.organization} />}
        {isOver && (
          <Group>
            {failed.length > 0 && (
              <Button
                variant="default"
                onClick={() => queue.add(failed.map(({ identifier }) => identifier))}
              >
                Try those again
              </Button>
            )}
            <Button variant="subtle" onClick={() => queue.clear()}>
              Close
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  );
}

function describe(tasks: readonly LinkTask[], linked: number, isOver: boolean): string {
  const count = `${linked} of ${tasks.length} linked.`;
  return isOver ? count : `${count} You can leave this page, and it goes on; keep the tab open.`;
}
