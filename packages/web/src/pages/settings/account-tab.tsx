import { Checkbox, PasswordInput, Skeleton, Stack, TextInput } from "@mantine/core";
import type { CurrentUserAnswer } from "@sentry-bitbucket-server/api-contract/organization";
import { useChangeMe, useChangePassword, useMe } from "../../api/session.ts";
import { ApiForm } from "../../forms/api-form.tsx";
import { useApiForm } from "../../forms/use-api-form.ts";
import { Section } from "../../ui/section.tsx";
import { toastDone } from "../../ui/toasts.tsx";
import { emailProblem, passwordProblem } from "../../parts/account-rules.ts";

/** Who is logged in: their name and address, and their password. */
export function AccountTab() {
  const { data: me } = useMe();
  if (!me) return <Skeleton height="20rem" />;
  return (
    <Stack gap="xl" maw="32rem">
      <Section title="Who you are">
        <NameForm me={me} />
      </Section>
      <Section title="Your password">
        <PasswordForm me={me} />
      </Section>
    </Stack>
  );
}

const needed = (text: string) => (text === "" ? "Give the password that you log in with." : null);

function NameForm({ me }: { me: CurrentUserAnswer }) {
  const change = useChangeMe();
  const { form, ...api } = useApiForm({
    initialValues: { name: me.name, email: me.email, password: "" },
    validate: {
      name: (text) => (text.trim() === "" ? "Give your name." : null),
      email: emailProblem,
      password: needed,
    },
    async onSubmit(values) {
      await change.mutateAsync(values);
      form.setFieldValue("password", "");
      toastDone("Your name and address are changed.");
    },
  });
  return (
    <ApiForm api={api} action="Save">
      <TextInput label="Name" autoComplete="name" required {...form.getInputProps("name")} />
      <TextInput
        label="E-mail address"
        description="You log in with it."
        type="email"
        autoComplete="username"
        required
        {...form.getInputProps("email")}
      />
      <PasswordInput
        label="Your password, to be sure that it is you"
        autoComplete="current-password"
        required
        {...form.getInputProps("password")}
      />
    </ApiForm>
  );
}

function PasswordForm({ me }: { me: CurrentUserAnswer }) {
  const change = useChangePassword();
  const { form, ...api } = useApiForm({
    initialValues: { password: "", passwordNew: "", passwordVerify: "", takeBackTokens: "" },
    validate: {
      password: needed,
      passwordNew: passwordProblem,
      passwordVerify: (text, { passwordNew }) =>
        text === passwordNew ? null : "It is not the same as the new one.",
    },
    async onSubmit({ takeBackTokens, ...passwords }) {
      await change.mutateAsync({ ...passwords, takeBackTokens: takeBackTokens !== "" });
      form.reset();
      toastDone("Your password is changed. Your other sessions have ended.");
    },
  });
  return (
    <ApiForm api={api} action="Change the password">
      {/* For password managers. */}
      <input type="text" autoComplete="username" value={me.email} readOnly hidden />
      <PasswordInput
        label="Password until now"
        autoComplete="current-password"
        required
        {...form.getInputProps("password")}
      />
      <PasswordInput
        label="New password"
        description="8 characters or more"
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
      <Checkbox
        label="Revoke all of my tokens as well"
        description="When somebody else may know them."
        checked={form.values.takeBackTokens !== ""}
        onChange={({ currentTarget: { checked } }) =>
          form.setFieldValue("takeBackTokens", checked ? "yes" : "")
        }
      />
    </ApiForm>
  );
}
