import { Text } from "@mantine/core";
import type { CommitDetailAnswer } from "@sentry-bitbucket-server/api-contract/commit";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { StateBadge, type Tone } from "../../ui/state-badge.tsx";
import { TextFromOutside } from "../../ui/text-from-outside.tsx";

type ChangedFile = CommitDetailAnswer["files"][number];

const CHANGES: Readonly<Record<ChangedFile["type"], [tone: Tone, word: string]>> = {
  A: ["good", "Added"],
  M: ["busy", "Modified"],
  D: ["bad", "Deleted"],
};

const columns: readonly Column<ChangedFile>[] = [
  { header: "Path", cell: ({ path }) => <TextFromOutside text={path} /> },
  { header: "Change", cell: ({ type }) => <Change type={type} /> },
];

function Change({ type }: Pick<ChangedFile, "type">) {
  const [tone, word] = CHANGES[type];
  return <StateBadge tone={tone}>{word}</StateBadge>;
}

export function ChangedFiles({ commit }: { commit: CommitDetailAnswer }) {
  const { files, changedFiles, filesTruncated } = commit;
  return (
    <>
      <DataTable
        label="Changed files"
        columns={columns}
        keyOf={({ path }) => path}
        rows={files}
        empty={
          <Text c="dimmed" p="md">
            It changes no file, as a merge without conflicts does.
          </Text>
        }
      />
      {changedFiles > files.length && (
        <Text c="dimmed">
          The first {files.length} of {changedFiles} are shown.
        </Text>
      )}
      {filesTruncated && <Text c="dimmed">Bitbucket told of no more files than these.</Text>}
    </>
  );
}
