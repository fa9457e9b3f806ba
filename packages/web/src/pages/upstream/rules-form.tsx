import { Checkbox, Stack } from "@mantine/core";
import type { CompletionRulesAnswer } from "@sentry-bitbucket-server/api-contract/upstream";
import { useSaveCompletionRules } from "../../api/completion-rules.ts";
import { useRefusal } from "../../api/membership.ts";
import { ApiForm } from "../../forms/api-form.tsx";
import { useApiForm } from "../../forms/use-api-form.ts";
import { toastDone } from "../../ui/toasts.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { RepositoriesField } from "./repositories-field.tsx";

type Rule = CompletionRulesAnswer["by"][number];

const RULES: readonly { value: Rule; label: string; meaning: string }[] = [
  {
    value: "sha",
    label: "A sha",
    meaning: "Its ref or version is one, or has one in it: shop@4e17c13d, shop@1.2.3+4e17c13d.",
  },
  {
    value: "tag",
    label: "A tag",
    meaning: "A tag of a linked repository is called like its ref, version or build: v1.2.3.",
  },
  {
    value: "deploy",
    label: "A deploy",
    meaning: "The name of a deploy is such a sha or tag, or its URL has a sha in it.",
  },
];

/** Numbers and rules in one field each, with blanks between. */
const split = (text: string): string[] => text.split(" ").filter(Boolean);

/** What counts for the releases of a project. */
export function RulesForm(props: { project: string; rules: CompletionRulesAnswer }) {
  const { project, rules } = props;
  const organization = usePathParam("organization");
  const save = useSaveCompletionRules(organization, project);
  const refusal = useRefusal(organization, "project:write");
  const { form, ...api } = useApiForm({
    initialValues: { by: rules.by.join(" "), repositories: rules.repositories?.join(" ") ?? "" },
    async onSubmit({ by, repositories }) {
      const chosen = split(repositories);
      await save.mutateAsync({
        by: RULES.flatMap(({ value }) => (split(by).includes(value) ? [value] : [])),
        repositories: chosen.length > 0 ? chosen : null,
      });
      toastDone(`The rules of ${project} are saved.`);
    },
  });
  return (
    <div style={{ maxWidth: "40rem" }}>
      <ApiForm api={api} action="Save and try" refusal={refusal}>
        <Checkbox.Group
          label="What counts"
          description="None of them leaves the releases of this project alone."
          value={split(form.values.by)}
          onChange={(chosen) => form.setFieldValue("by", chosen.join(" "))}
        >
          <Stack gap="xs" mt="sm">
            {RULES.map(({ value, label, meaning }) => (
              <Checkbox
                key={value}
                value={value}
                label={label}
                description={meaning}
                disabled={refusal !== undefined}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <RepositoriesField
          value={split(form.values.repositories)}
          onChange={(chosen) => form.setFieldValue("repositories", chosen.join(" "))}
          error={form.errors["repositories"]}
          disabled={refusal !== undefined}
        />
      </ApiForm>
    </div>
  );
}
