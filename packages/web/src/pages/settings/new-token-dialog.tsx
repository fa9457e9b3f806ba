import { Checkbox, Modal, Stack, TextInput } from "@mantine/core";
import { useMembership } from "../../api/membership.ts";
import { useCreateOrganizationToken, useCreateUserToken } from "../../api/tokens.ts";
import { ApiForm } from "../../forms/api-form.tsx";
import { useApiForm } from "../../forms/use-api-form.ts";
import { usePathParam } from "../../use-path-param.ts";
import { meaningOf } from "./scope-meanings.ts";

type OnMade = (token: string) => void;

interface NewTokenDialogProps {
  /** Of whom; the dialog is open as long as there is one. */
  kind: "organization" | "user" | undefined;
  onClose: () => void;
  onMade: OnMade;
}

/** Asks what a new token is called, and what it may do. */
export function NewTokenDialog({ kind, onClose, onMade }: NewTokenDialogProps) {
  return (
    <Modal
      opened={kind !== undefined}
      onClose={onClose}
      title={kind === "user" ? "Make a token of mine" : "Make a token for builds"}
      centered
    >
      {kind === "organization" && <OrganizationTokenForm onMade={onMade} />}
      {kind === "user" && <UserTokenForm onMade={onMade} />}
    </Modal>
  );
}

const needsName = (text: string) =>
  text.trim() === "" ? "Give it a name, to tell it from others." : null;

function OrganizationTokenForm({ onMade }: { onMade: OnMade }) {
  const create = useCreateOrganizationToken(usePathParam("organization"));
  const { form, ...api } = useApiForm({
    initialValues: { name: "" },
    validate: { name: needsName },
    onSubmit: async (values) => onMade((await create.mutateAsync(values)).token),
  });
  return (
    <ApiForm api={api} action="Make the token">
      <TextInput
        label="Name"
        placeholder="Build server"
        data-autofocus
        required
        {...form.getInputProps("name")}
      />
    </ApiForm>
  );
}

function UserTokenForm({ onMade }: { onMade: OnMade }) {
  const { data: me } = useMembership(usePathParam("organization"));
  const create = useCreateUserToken();
  const { form, ...api } = useApiForm({
    initialValues: { name: "", scopes: "org:read project:releases" },
    validate: {
      name: needsName,
      scopes: (text) => (text === "" ? "Choose one scope or more." : null),
    },
    onSubmit: async ({ name, scopes }) =>
      onMade((await create.mutateAsync({ name, scopes: scopes.split(" ") })).token),
  });
  return (
    <ApiForm api={api} action="Make the token">
      <TextInput
        label="Name"
        placeholder="Reports"
        data-autofocus
        required
        {...form.getInputProps("name")}
      />
      <Checkbox.Group
        label="Scopes"
        description="What it may do; as few as will do."
        value={form.values.scopes.split(" ").filter(Boolean)}
        onChange={(chosen) => form.setFieldValue("scopes", chosen.join(" "))}
        error={form.errors["scopes"]}
      >
        <Stack gap="xs" mt="sm">
          {me?.scopes.map((scope) => (
            <Checkbox key={scope} value={scope} label={scope} description={meaningOf(scope)} />
          ))}
        </Stack>
      </Checkbox.Group>
    </ApiForm>
  );
}
