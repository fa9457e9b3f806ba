import { Button, PasswordInput, Stack, Text } from "@mantine/core";
import { useChangePassword, useMe } from "../../api/session.ts";
import { ApiForm } from "../../forms/api-form.tsx";
import { useApiForm } from "../../forms/use-api-form.ts";

const SHORTEST = 8;

/** The owner chooses a password in place of one that others may know, or keeps it. */
export function OwnerStep({ onDone }: { onDone: () => void }) {
  const { data: me } = useMe();
  const changePassword = useChangePassword();
  const { form, ...api } = useApiForm({
    initialValues: { password: "", passwordNew: "", passwordVerify: "" },
    validate: {
      password: (text) => (text === "" ? "Give the password that you logged in with." : null),
      passwordNew: (text) =>
        text.length < SHORTEST ? `Choose one of ${SHORTEST} characters or more.` : null,
      passwordVerify: (text, { passwordNew }) =>
        text === passwordNew ? null : "It is not the same as the new one.",
    },
    async onSubmit(values) {
      await changePassword.mutateAsync(values);
      onDone();
    },
  });
  return (
    <Stack>
      <Text>
        You are <strong>{me?.email}</strong>, an owner. Choose another password, or keep the one
        that you logged in with.
      </Text>
      <ApiForm
        api={api}
        action="Change the password"
        aside={
          <Button variant="subtle" onClick={onDone}>
            Keep the one I have
          </Button>
        }
      >
        {/* For password managers. */}
        <input type="text" autoComplete="username" value={me?.email ?? ""} readOnly hidden />
        <PasswordInput
          label="Password until now"
          autoComplete="current-password"
          required
          {...form.getInputProps("password")}
        />
        <PasswordInput
          label="New password"
          description={`${SHORTEST} characters or more`}
          autoComplete="new-password"
          required
          {...form.getInputProps("passwordNew")}
        />
        <PasswordInput
          label="New password, once more"
          autoComplete="new-password"
          required
          {...form.getInputProps("passwordVerify")}
        />
      </ApiForm>
    </Stack>
  );
}
