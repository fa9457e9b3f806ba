import { Modal, Select, TextInput } from "@mantine/core";
import { useCreateProject } from "../../api/projects.ts";
import { ApiForm } from "../../forms/api-form.tsx";
import { useApiForm } from "../../forms/use-api-form.ts";
import { usePathParam } from "../../use-path-param.ts";
import { platforms } from "../../parts/platforms.ts";

interface NewProjectDialogProps {
  isOpen: boolean;
  onClose: () => void;
  /** Is given its slug. */
  onMade: (slug: string) => void;
}

/** Makes a project. */
export function NewProjectDialog({ isOpen, onClose, onMade }: NewProjectDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Make a project" centered>
      <NewProjectForm
        onMade={(slug) => {
          onClose();
          onMade(slug);
        }}
      />
    </Modal>
  );
}

function NewProjectForm({ onMade }: Pick<NewProjectDialogProps, "onMade">) {
  const create = useCreateProject(usePathParam("organization"));
  const { form, ...api } = useApiForm({
    initialValues: { name: "", slug: "", platform: platforms[0].value },
    validate: { name: (text) => (text.trim() === "" ? "Give the project a name." : null) },
    async onSubmit({ slug, ...values }) {
      onMade((await create.mutateAsync({ ...values, ...(slug && { slug }) })).slug);
    },
  });
  return (
    <ApiForm api={api} action="Make the project">
      <TextInput label="Name" data-autofocus required {...form.getInputProps("name")} />
      <TextInput
        label="Slug (optional)"
        description="Its issues are called after it: SHOP-1. Made of the name where you give none."
        {...form.getInputProps("slug")}
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
