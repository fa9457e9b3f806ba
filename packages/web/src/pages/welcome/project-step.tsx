import { Select, Text, TextInput } from "@mantine/core";
import { useRefusal } from "../../api/membership.ts";
import { useCreateProject } from "../../api/projects.ts";
import { ApiForm } from "../../forms/api-form.tsx";
import { useApiForm } from "../../forms/use-api-form.ts";
import { usePathParam } from "../../use-path-param.ts";
import { platforms } from "../../parts/platforms.ts";

/** Makes the first project. `onDone` is given its slug. */
export function ProjectStep({ onDone }: { onDone: (project: string) => void }) {
  const organization = usePathParam("organization");
  const createProject = useCreateProject(organization);
  const refusal = useRefusal(organization, "project:write");
  const { form, ...api } = useApiForm({
    initialValues: { name: "", platform: platforms[0].value },
    validate: { name: (text) => (text.trim() === "" ? "Give the project a name." : null) },
    async onSubmit(values) {
      const { slug } = await createProject.mutateAsync(values);
      onDone(slug);
    },
  });
  return (
    <ApiForm api={api} action="Make the project" refusal={refusal}>
      <Text>
        A project is an application that reports its errors. There can be more of them later.
      </Text>
      <TextInput
        label="Name of the project"
        placeholder="shop"
        required
        {...form.getInputProps("name")}
      />
      <Select
        label="Platform"
        data={platforms}
        allowDeselect={false}
        {...form.getInputProps("platform")}
      />
    </ApiForm>
  );
}
