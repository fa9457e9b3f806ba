import { Radio, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import type { OrganizationAnswer } from "@sentry-bitbucket-server/api-contract/organization";
import { useRefusal } from "../../api/membership.ts";
import { useOrganizations, useUpdateOrganization } from "../../api/organizations.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { ApiForm } from "../../forms/api-form.tsx";
import { useApiForm } from "../../forms/use-api-form.ts";
import { Problem } from "../../ui/problem.tsx";
import { toastDone } from "../../ui/toasts.tsx";
import { usePathParam } from "../../use-path-param.ts";

type Policy = OrganizationAnswer["resolveOn"];

const POLICIES: readonly { value: Policy; label: string; meaning: string }[] = [
  {
    value: "default-branch",
    label: "When it is on the default branch",
    meaning: "Pushed there, or brought there by a merge. Until then the issue shows the commit.",
  },
  {
    value: "any-branch",
    label: "When it is pushed to any branch",
    meaning: "At once, also when the branch is never merged.",
  },
  {
    value: "release",
    label: "When a release has it",
    meaning: "The push alone is shown with the issue, and resolves nothing.",
  },
];

/** Its name, and when commits resolve issues. */
export function OrganizationTab() {
  const slug = usePathParam("organization");
  const { data, error, refetch } = useOrganizations();
  const organization = data?.find((one) => one.slug === slug);
  if (error && !data) return <Problem text={sentenceOf(error)} onRetry={() => void refetch()} />;
  if (!organization) return <Skeleton height="22rem" maw="40rem" />;
  return <OrganizationForm organization={organization} />;
}

function OrganizationForm({ organization }: { organization: OrganizationAnswer }) {
  const update = useUpdateOrganization(organization.slug);
  const refusal = useRefusal(organization.slug, "org:write");
  const { form, ...api } = useApiForm<{ name: string; resolveOn: Policy }>({
    initialValues: { name: organization.name, resolveOn: organization.resolveOn },
    validate: { name: (text) => (text.trim() === "" ? "Give the organization a name." : null) },
    async onSubmit(values) {
      await update.mutateAsync(values);
      toastDone("The organization is as you said.");
    },
  });
  const isRefused = refusal !== undefined;
  return (
    <Stack maw="40rem">
      <ApiForm api={api} action="Save" refusal={refusal}>
        <TextInput label="Name" required disabled={isRefused} {...form.getInputProps("name")} />
        <Text size="sm">
          Its slug is <strong>{organization.slug}</strong>: in addresses, and for sentry-cli. It
          does not change.
        </Text>
        <Radio.Group
          label="A commit that says Fixes SHOP-1 resolves the issue"
          description="Under each of these, a release that has the commit resolves it too."
          {...form.getInputProps("resolveOn")}
        >
          <Stack gap="sm" mt="sm">
            {POLICIES.map(({ value, label, meaning }) => (
              <Radio
                key={value}
                value={value}
                label={label}
                description={meaning}
                disabled={isRefused}
              />
            ))}
          </Stack>
        </Radio.Group>
      </ApiForm>
    </Stack>
  );
}
