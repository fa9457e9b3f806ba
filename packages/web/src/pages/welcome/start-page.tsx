import { Code, PasswordInput, Text, TextInput } from "@mantine/core";
import { ApiForm } from "../../forms/api-form.tsx";
import { WelcomeFrame } from "./welcome-frame.tsx";
import { useOwnerForm } from "./use-owner-form.ts";

/** The very first visit: who comes with the printed password is the owner, and says who they are. */
export function StartPage() {
  const { form, ...api } = useOwnerForm();
  return (
    <WelcomeFrame current={0}>
      <ApiForm api={api} action="Make the account">
        <Text>
          You are the first here. In the terminal where the service was started stands a line that
          begins with <Code>Password, shown this once</Code>. It is for this step alone.
        </Text>
        <PasswordInput
          label="Printed password"
          autoComplete="off"
          data-autofocus
          required
          {...form.getInputProps("password")}
        />
        <TextInput
          label="Owner, as printed above the password"
          description="Another one where the service was started with ADMIN_EMAIL."
          autoComplete="off"
          required
          {...form.getInputProps("username")}
        />
        <TextInput label="Your name" autoComplete="name" required {...form.getInputProps("name")} />
        <TextInput
          label="Your e-mail address"
          description="You log in with it from now on. Nothing is sent to it."
          type="email"
          autoComplete="username"
          required
          {...form.getInputProps("email")}
        />
        <PasswordInput
          label="Your own password"
          description="8 characters or more. It takes the place of the printed one."
          autoComplete="new-password"
          required
          {...form.getInputProps("newPassword")}
        />
      </ApiForm>
    </WelcomeFrame>
  );
}
