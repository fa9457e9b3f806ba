import { Group, Text } from "@mantine/core";
import mark from "./mark.svg";

/** The name of the application, with its mark. */
export function Mark() {
  return (
    <Group gap="xs" wrap="nowrap">
      <img src={mark} alt="" width={26} height={26} />
      <Text fw={600} lh={1.15} size="sm">
        Sentry for Bitbucket Server
      </Text>
    </Group>
  );
}
