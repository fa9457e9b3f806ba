import { PasswordInput, Text, TextInput } from "@mantine/core";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { ApiError } from "../../api/api-error.ts";
import { useLogIn } from "../../api/session.ts";
import { ApiForm } from "../../forms/api-form.tsx";
import { useApiForm } from "../../forms/use-api-form.ts";
import { PlainFrame } from "../../frame/plain-frame.tsx";
import { useSearchState } from "../../lists/use-search-state.ts";
import { PageHeader } from "../../ui/page-header.tsx";
import { passwordProblem } from "../../parts/account-rules.ts";
import { toLocalAddress } from "./to-local-address.ts";

/** Logs in, and goes on where one wanted to be. A password for one login is replaced on the way. */
export function LoginPage() {
  const [needsNewPassword, setNeedsNewPassword] = useState(false);
  const logIn = useLogIn();
  const goOn = useGoOn();
  const { form, ...api } = useApiForm({
    initialValues: { username: "", password: "", newPassword: "" },
    validate: {
      username: (text) => (text.trim() === "" ? "Give your e-mail address." : null),
      password: (text) => (text === "" ? "Give your password." : null),
      newPassword: (text) => (needsNewPassword ? passwordProblem(text) : null),
    },
    async onSubmit({ newPassword, ...login }) {
      try {
        await logIn.mutateAsync({ ...login, ...(needsNewPassword && { newPassword }) });
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== "new-password-required") throw error;
        setNeedsNewPassword(true);
        return;
      }
      await goOn();
    },
  });
  return (
    <PlainFrame>
      <PageHeader title="Log in" />
      <ApiForm api={api} action="Log in">
        <TextInput
          label="E-mail address"
          type="email"
          autoComplete="username"
          data-autofocus
          required
          {...form.getInputProps("username")}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          {...form.getInputProps("password")}
        />
        {needsNewPassword && (
          <PasswordInput
            label="New password"
            description="The one that you were given is for one login. Choose your own: 8 characters or more."
            autoComplete="new-password"
            autoFocus
            required
            {...form.getInputProps("newPassword")}
          />
        )}
      </ApiForm>
      <Text size="sm" c="dimmed" mt="lg">
        No account? An owner of your organization can invite you. The first owner&rsquo;s password
        was shown in the terminal when the service was first started.
      </Text>
    </PlainFrame>
  );
}

/** To the page that asked for the login, or to the first one. */
function useGoOn(): () => Promise<void> {
  const [{ next }] = useSearchState();
  const router = useRouter();
  return () => router.navigate({ href: toLocalAddress(next), replace: true });
}
