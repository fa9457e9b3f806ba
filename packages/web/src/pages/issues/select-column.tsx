import { Checkbox } from "@mantine/core";
import type { IssueAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import type { Column } from "../../ui/data-table.tsx";
import type { Selection } from "./use-selection.ts";

/** Of a list whose rows can be selected. */
export function selectColumn({ selected, toggle }: Selection): Column<IssueAnswer> {
  return {
    header: "Select",
    cell: ({ id, shortId }) => (
      <Checkbox
        aria-label={`Select ${shortId}`}
        checked={selected.has(id)}
        onChange={() => toggle(id)}
      />
    ),
  };
}
