import { Skeleton, TextInput } from "@mantine/core";
import type { OrganizationAnswer } from "@sentry-bitbucket-server/api-contract/organization";
import { useRefusal } from "../../api/membership.ts";
import { useOrganizations, useUpdateOrganization } from "../../api/organizations.ts";
import { ApiForm } from "../../forms/api-form.tsx";
import { useApiForm } from "../../forms/use-api-form.ts";
import { usePathParam } from "../../use-path-param.ts";

/** Names the organization, which has been there since the first start. */
export function OrganizationStep({ onDone }: { onDone: () => void }) {
  const slug = usePathParam("organization");
  const { data: organizations } = useOrganizations();
  const organization = organizations?.find((one) => one.slug === slug);
  if (!organization) return <Skeleton height="8rem" />;
  return <NameForm organization={organization} onDone={onDone} />;
}

function NameForm(props: { organization: OrganizationAnswer; onDone: () => void }) {
  const { organization, onDone } = props;
  const update = useUpdateOrganization(organization.slug);
  const refusal = useRefusal(organization.slug, "org:write");
  const { form, ...api } = useApiForm({
    initialValues: { name: organization.name },
    validate: { name: (text) => (text.trim() === "" ? "Give the organization a name." : null) },
    async onSubmit(values) {
      await update.mutateAsync(values);
      onDone();
    },
  });
  return (
    <ApiForm api={api} action="Continue" refusal={refusal}>
      <TextInput
        label="Name of the organization"
        description={`Shown to people. In addresses and for sentry-cli it stays ${organization.slug}.`}
        required
        {...form.getInputProps("name")}
      />
    </ApiForm>
  );
}
