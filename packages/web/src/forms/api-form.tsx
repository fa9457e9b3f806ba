import { Button, Group, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Problem } from "../ui/problem.tsx";
import type { useApiForm } from "./use-api-form.ts";

interface ApiFormProps {
  /** Of `useApiForm`. */
  api: Pick<ReturnType<typeof useApiForm>, "isBusy" | "problem" | "submit">;
  /** What sending it does: `Log in`. */
  action: string;
  /** Why the role does not allow it, from `useRefusal`: said, and the button disabled. */
  refusal?: string | undefined;
  /** Beside the button. */
  aside?: ReactNode;
  /** The fields: `<TextInput label="Name" {...form.getInputProps("name")} />`. */
  children: ReactNode;
}

/** The fields of a form, what was wrong, and the button; alike in all forms. */
export function ApiForm({ api, action, refusal, aside, children }: ApiFormProps) {
  return (
    <form onSubmit={api.submit} noValidate>
      <Stack>
        {api.problem !== undefined && <Problem text={api.problem} />}
        {children}
        {refusal !== undefined && <Text c="dimmed">{refusal}</Text>}
        <Group justify="space-between">
          <Button type="submit" loading={api.isBusy} disabled={refusal !== undefined}>
            {action}
          </Button>
          {aside}
        </Group>
      </Stack>
    </form>
  );
}
