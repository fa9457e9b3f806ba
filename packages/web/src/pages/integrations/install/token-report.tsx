import { Group, List, Loader, Paper, Stack, Text } from "@mantine/core";
import type { HostCheckAnswer } from "@sentry-bitbucket-server/api-contract/install";
import { ErrorText } from "../../../ui/error-text.tsx";
import { StateBadge } from "../../../ui/state-badge.tsx";
import { TextFromOutside } from "../../../ui/text-from-outside.tsx";

type Permission = NonNullable<HostCheckAnswer["token"]>["permissions"][number];

/** As Bitbucket's pages call them. */
const PAGE_NAMES: Readonly<Record<string, string>> = {
  REPO_READ: "Repository read",
  REPO_ADMIN: "Repository admin",
};

/** Whose the token is, what it may do, and what it lacks. */
export function TokenReport(props: { host: HostCheckAnswer | undefined; isBusy: boolean }) {
  const { host, isBusy } = props;
  return (
    <Paper withBorder p="md" radius="md" role="status" aria-busy={isBusy}>
      {isBusy || !host ? (
        <Group gap="sm">
          <Loader size="xs" aria-hidden />
          <Text>Looking what this token may do …</Text>
        </Group>
      ) : (
        <Stack gap="sm" align="flex-start">
          <StateBadge tone={host.ok ? "good" : "bad"}>
            {host.ok ? "This token will do" : "This token will not do"}
          </StateBadge>
          {host.detail !== null && <ErrorText text={host.detail} />}
          {host.token?.account != null && (
            <Text>
              It acts as <TextFromOutside text={host.token.account} />.
            </Text>
          )}
          <Permissions permissions={host.token?.permissions ?? []} />
        </Stack>
      )}
    </Paper>
  );
}

function Permissions({ permissions }: { permissions: readonly Permission[] }) {
  if (permissions.length === 0) return null;
  return (
    <List spacing="xs" listStyleType="none">
      {permissions.map((one) => (
        <PermissionItem key={one.name} permission={one} />
      ))}
    </List>
  );
}

function PermissionItem({ permission: { name, has, neededFor } }: { permission: Permission }) {
  return (
    <List.Item>
      <Group gap="xs">
        <StateBadge tone={has ? "good" : "bad"}>{has ? "Has it" : "Lacks it"}</StateBadge>
        <Text span>
          <strong>{PAGE_NAMES[name] ?? name}</strong>: {neededFor}
        </Text>
      </Group>
    </List.Item>
  );
}
