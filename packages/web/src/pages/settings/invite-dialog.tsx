import { Modal, Select, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useInviteMember } from "../../api/members.ts";
import { ApiForm } from "../../forms/api-form.tsx";
import { useApiForm } from "../../forms/use-api-form.ts";
import { ShownOnce } from "../../ui/shown-once.tsx";
import { toastDone } from "../../ui/toasts.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { emailProblem } from "../../parts/account-rules.ts";
import { roles } from "./roles.tsx";

interface InviteDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

/** Invites somebody, and shows the password that they are to be given. */
export function InviteDialog({ isOpen, onClose }: InviteDialogProps) {
  const [invited, setInvited] = useState<{ email: string; password: string }>();
  return (
    <>
      <Modal opened={isOpen} onClose={onClose} title="Invite somebody" centered>
        <InviteForm
          onDone={({ email, password }) => {
            onClose();
            if (password !== null) setInvited({ email, password });
            else toastDone(`${email} is a member now, with the password that they have.`);
          }}
        />
      </Modal>
      <ShownOnce
        title={`Invited: ${invited?.email ?? ""}`}
        text="No e-mail is sent. Give them this password yourself: it is for one login, in which they choose their own."
        label="Password"
        secret={invited?.password}
        onClose={() => setInvited(undefined)}
      />
    </>
  );
}

interface InviteFormProps {
  onDone: (invited: { email: string; password: string | null }) => void;
}

function InviteForm({ onDone }: InviteFormProps) {
  const invite = useInviteMember(usePathParam("organization"));
  const { form, ...api } = useApiForm({
    initialValues: { email: "", orgRole: "member" as const },
    validate: { email: emailProblem },
    onSubmit: async ({ email, orgRole }) =>
      onDone(await invite.mutateAsync({ email: email.trim(), orgRole })),
  });
  const role = roles.find(({ value }) => value === form.values.orgRole);
  return (
    <ApiForm api={api} action="Invite">
      <TextInput
        label="E-mail address"
        type="email"
        data-autofocus
        required
        {...form.getInputProps("email")}
      />
      <Select
        label="Role"
        data={roles.map(({ value, label }) => ({ value, label }))}
        allowDeselect={false}
        {...form.getInputProps("orgRole")}
      />
      <Text size="sm" c="dimmed">
        {role?.meaning}
      </Text>
    </ApiForm>
  );
}
