import { Group } from "@mantine/core";
import type { CodeMappingAnswer } from "@sentry-bitbucket-server/api-contract/code-mapping";
import type { ProjectAnswer } from "@sentry-bitbucket-server/api-contract/project";
import { useState } from "react";
import { useCodeMappings, useDeleteCodeMapping } from "../../api/code-mappings.ts";
import { useRefusal } from "../../api/membership.ts";
import { ConfirmAct } from "../../forms/confirm-act.tsx";
import { PagedTable } from "../../lists/paged-table.tsx";
import { useSearchState } from "../../lists/use-search-state.ts";
import type { Column } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { RefusableButton } from "../../ui/refusable-button.tsx";
import { Section } from "../../ui/section.tsx";
import { TextFromOutside } from "../../ui/text-from-outside.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { CodeMappingDialog } from "./code-mapping-dialog.tsx";

/** In which repository, and where in it, the files of a project's stack traces are. */
export function CodeMappings({ project }: { project: ProjectAnswer }) {
  const organization = usePathParam("organization");
  const [{ cursor }] = useSearchState();
  const page = useCodeMappings(organization, project.slug, { cursor });
  const remove = useDeleteCodeMapping(organization);
  const refusal = useRefusal(organization, "org:integrations");
  const [edited, setEdited] = useState<CodeMappingAnswer | "new">();
  const [going, setGoing] = useState<CodeMappingAnswer>();
  return (
    <Section
      title="Code mappings"
      text="They say in which repository the files of stack traces are, so that frames lead to their line in Bitbucket."
      actions={
        <RefusableButton variant="default" refusal={refusal} onClick={() => setEdited("new")}>
          Add a code mapping
        </RefusableButton>
      }
    >
      <PagedTable
        label="Code mappings"
        columns={columnsOf({ refusal, onChange: setEdited, onRemove: setGoing })}
        keyOf={({ id }) => id}
        query={page}
        empty={
          <EmptyState
            title="No code mapping"
            text="Frames do not lead to Bitbucket. Add one for each repository that the application is built of."
          />
        }
      />
      <CodeMappingDialog project={project} edited={edited} onClose={() => setEdited(undefined)} />
      <ConfirmAct
        thing={going}
        title={(mapping) => `Remove the code mapping ${nameOf(mapping)}?`}
        text={({ repoName }) =>
          `Frames of its paths lead to ${repoName} no more, unless another code mapping is for them. The repository stays linked.`
        }
        action="Remove"
        mutation={remove}
        onClose={() => setGoing(undefined)}
      />
    </Section>
  );
}

/** A project has one for each stack root. */
const nameOf = ({ stackRoot }: CodeMappingAnswer) =>
  stackRoot === "" ? "of all paths" : `of ${stackRoot}`;

interface Acts {
  refusal: string | undefined;
  onChange: (mapping: CodeMappingAnswer) => void;
  onRemove: (mapping: CodeMappingAnswer) => void;
}

function columnsOf({ refusal, onChange, onRemove }: Acts): readonly Column<CodeMappingAnswer>[] {
  return [
    { header: "Repository", cell: ({ repoName }) => <TextFromOutside text={repoName} /> },
    { header: "Stack root", cell: ({ stackRoot }) => <Root path={stackRoot} none="any path" /> },
    {
      header: "Source root",
      cell: ({ sourceRoot }) => (
        <Root path={sourceRoot === "." ? "" : sourceRoot} none="the repository's root" />
      ),
    },
    { header: "Branch", cell: ({ defaultBranch }) => <TextFromOutside text={defaultBranch} /> },
    {
      header: "Actions",
      cell: (mapping) => (
        <Group gap="xs">
          <RefusableButton
            variant="default"
            size="compact-sm"
            refusal={refusal}
            label={`Change the code mapping ${nameOf(mapping)}`}
            onClick={() => onChange(mapping)}
          >
            Change
          </RefusableButton>
          <RefusableButton
            variant="default"
            size="compact-sm"
            refusal={refusal}
            label={`Remove the code mapping ${nameOf(mapping)}`}
            onClick={() => onRemove(mapping)}
          >
            Remove
          </RefusableButton>
        </Group>
      ),
    },
  ];
}

const Root = ({ path, none }: { path: string; none: string }) =>
  path === "" ? (
    none
  ) : (
    <code>
      <TextFromOutside text={path} />
    </code>
  );
