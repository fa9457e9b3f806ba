import { Modal, TextInput } from "@mantine/core";
import type { CodeMappingAnswer } from "@sentry-bitbucket-server/api-contract/code-mapping";
import type { ProjectAnswer } from "@sentry-bitbucket-server/api-contract/project";
import { useSaveCodeMapping } from "../../api/code-mappings.ts";
import { RepositorySelect } from "../../parts/repository-select.tsx";
import { branchOf } from "../../ui/branch-of.ts";
import { ApiForm } from "../../forms/api-form.tsx";
import { useApiForm } from "../../forms/use-api-form.ts";
import { usePathParam } from "../../use-path-param.ts";

interface CodeMappingDialogProps {
  project: ProjectAnswer;
  /** What is changed, or that another is made; the dialog is open as long as there is one. */
  edited: CodeMappingAnswer | "new" | undefined;
  onClose: () => void;
}

/** Asks where the source of frames is. */
export function CodeMappingDialog({ project, edited, onClose }: CodeMappingDialogProps) {
  const mapping = edited === "new" ? undefined : edited;
  return (
    <Modal
      opened={edited !== undefined}
      onClose={onClose}
      title={mapping ? "Change the code mapping" : "Add a code mapping"}
      centered
    >
      {edited !== undefined && (
        <CodeMappingForm projectId={project.id} mapping={mapping} onSaved={onClose} />
      )}
    </Modal>
  );
}

interface CodeMappingFormProps {
  projectId: string;
  mapping: CodeMappingAnswer | undefined;
  onSaved: () => void;
}

function CodeMappingForm({ projectId, mapping, onSaved }: CodeMappingFormProps) {
  const organization = usePathParam("organization");
  const save = useSaveCodeMapping(organization);
  const { form, ...api } = useApiForm({
    initialValues: {
      repositoryId: mapping?.repoId ?? "",
      stackRoot: mapping?.stackRoot ?? "",
      sourceRoot: mapping?.sourceRoot ?? "",
      defaultBranch: mapping?.defaultBranch ?? "",
    },
    validate: {
      repositoryId: (id) => (id === "" ? "Choose a repository." : null),
      stackRoot: checkRoot,
      sourceRoot: checkRoot,
      defaultBranch: (name) => (name.trim() === "" ? "Name the default branch." : null),
    },
    async onSubmit({ repositoryId, ...texts }) {
      await save.mutateAsync({
        id: mapping?.id,
        projectId,
        repositoryId,
        stackRoot: texts.stackRoot.trim(),
        sourceRoot: texts.sourceRoot.trim(),
        defaultBranch: texts.defaultBranch.trim(),
      });
      onSaved();
    },
  });
  return (
    <ApiForm api={api} action={mapping ? "Save" : "Add the code mapping"}>
      <RepositorySelect
        organization={organization}
        isLinkedOnly
        chosenFirst={mapping && { id: mapping.repoId, name: mapping.repoName }}
        onChoose={(repository) => {
          form.setFieldValue("repositoryId", repository?.id ?? "");
          const branch = repository?.reconcile?.defaultBranch;
          if (branch) form.setFieldValue("defaultBranch", branchOf(branch));
        }}
        error={form.errors["repositoryId"]}
      />
      <TextInput
        label="Stack root (optional)"
        description="What the paths of frames begin with, and the repository does not have. Empty is any path."
        placeholder="/app/"
        {...form.getInputProps("stackRoot")}
      />
      <TextInput
        label="Source root (optional)"
        description="What stands in its place in the repository. Empty is the repository's root."
        placeholder="src/"
        {...form.getInputProps("sourceRoot")}
      />
      <TextInput
        label="Default branch"
        description="Where a file is looked for when it is not found at the commit of the release."
        placeholder="main"
        required
        {...form.getInputProps("defaultBranch")}
      />
    </ApiForm>
  );
}

/** The service has the same rule. */
const checkRoot = (path: string) =>
  /[\s"']/.test(path.trim()) ? "A root has no spaces and no quotes." : null;
