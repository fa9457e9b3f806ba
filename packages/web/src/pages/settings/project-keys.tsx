import { Group } from "@mantine/core";
import type { ProjectKeyAnswer } from "@sentry-bitbucket-server/api-contract/project";
import { useState } from "react";
import { useRefusal } from "../../api/membership.ts";
import {
  useCreateKey,
  useDeleteKey,
  useProjectKeys,
  useSwitchKey,
} from "../../api/project-keys.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { ConfirmAct } from "../../forms/confirm-act.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { RefusableButton } from "../../ui/refusable-button.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { Section } from "../../ui/section.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import { TextFromOutside } from "../../ui/text-from-outside.tsx";
import { toastProblem } from "../../ui/toasts.tsx";
import { usePathParam } from "../../use-path-param.ts";

/** The keys of a project: to be replaced one by one when somebody reports who should not. */
export function ProjectKeys({ project }: { project: string }) {
  const organization = usePathParam("organization");
  const { data, error, refetch } = useProjectKeys(organization, project);
  const create = useCreateKey(organization, project);
  const remove = useDeleteKey(organization, project);
  const refusal = useRefusal(organization, "project:write");
  const [going, setGoing] = useState<ProjectKeyAnswer>();
  const onError = (failure: Error) => toastProblem(sentenceOf(failure));
  return (
    <Section
      title="Keys"
      text="Each has a DSN. What reports with one that is off is refused."
      actions={
        <RefusableButton
          variant="default"
          refusal={refusal}
          loading={create.isPending}
          onClick={() => create.mutate(undefined, { onError })}
        >
          Make another key
        </RefusableButton>
      }
    >
      <DataTable
        label="Keys"
        columns={useColumns(project, setGoing)}
        keyOf={({ id }) => id}
        rows={data}
        problem={error ? sentenceOf(error) : undefined}
        onRetry={() => void refetch()}
        empty={<EmptyState title="No key" text="Applications cannot report. Make one." />}
      />
      <ConfirmAct
        thing={going}
        title={({ label }) => `Delete the key ${label}?`}
        text={() => "Applications that report with its DSN are refused from now on."}
        action="Delete"
        mutation={remove}
        onClose={() => setGoing(undefined)}
      />
    </Section>
  );
}

function useColumns(
  project: string,
  onDelete: (key: ProjectKeyAnswer) => void,
): readonly Column<ProjectKeyAnswer>[] {
  return [
    { header: "Name", cell: ({ label }) => <TextFromOutside text={label} /> },
    {
      header: "DSN",
      cell: ({ dsn, label, id }) => (
        <Group gap="xs">
          <code>…{id.slice(-6)}</code>
          <CopyButton text={dsn.public} what={`DSN of ${label}, ${id.slice(-6)}`} />
        </Group>
      ),
    },
    {
      header: "State",
      cell: ({ isActive }) => (
        <StateBadge tone={isActive ? "good" : "neutral"}>{isActive ? "On" : "Off"}</StateBadge>
      ),
    },
    { header: "Made", cell: ({ dateCreated }) => <RelativeTime time={dateCreated} /> },
    {
      header: "Actions",
      cell: (key) => <KeyActs project={project} projectKey={key} onDelete={onDelete} />,
    },
  ];
}

interface KeyActsProps {
  project: string;
  projectKey: ProjectKeyAnswer;
  onDelete: (key: ProjectKeyAnswer) => void;
}

function KeyActs({ project, projectKey, onDelete }: KeyActsProps) {
  const organization = usePathParam("organization");
  const onOff = useSwitchKey(organization, project);
  const writeRefusal = useRefusal(organization, "project:write");
  const deleteRefusal = useRefusal(organization, "project:admin");
  const { id, label, isActive } = projectKey;
  const what = isActive ? "Turn off" : "Turn on";
  const which = `${label}, ${id.slice(-6)}`;
  return (
    <Group gap="xs">
      <RefusableButton
        variant="default"
        size="compact-sm"
        refusal={writeRefusal}
        label={`${what} ${which}`}
        loading={onOff.isPending}
        onClick={() =>
          onOff.mutate(projectKey, { onError: (error) => toastProblem(sentenceOf(error)) })
        }
      >
        {what}
      </RefusableButton>
      <RefusableButton
        variant="default"
        size="compact-sm"
        refusal={deleteRefusal}
        label={`Delete ${which}`}
        onClick={() => onDelete(projectKey)}
      >
        Delete
      </RefusableButton>
    </Group>
  );
}
