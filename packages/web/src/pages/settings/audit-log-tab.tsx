import { Text } from "@mantine/core";
import type { AuditLogEntryAnswer } from "@sentry-bitbucket-server/api-contract/audit-log";
import { useAuditLog } from "../../api/audit-log.ts";
import { useMembership, useRefusal } from "../../api/membership.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { usePager } from "../../lists/use-pager.ts";
import { useSearchState } from "../../lists/use-search-state.ts";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { FilterBar } from "../../ui/filter-bar.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { TextFromOutside } from "../../ui/text-from-outside.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { wordData } from "./word-data.ts";

const columns: readonly Column<AuditLogEntryAnswer>[] = [
  { header: "When", cell: ({ dateCreated }) => <RelativeTime time={dateCreated} /> },
  { header: "Who", cell: ({ actor }) => <TextFromOutside text={actor.name} /> },
  {
    header: "What",
    cell: ({ event, data }) => (
      <div>
        <code>{event}</code>
        <Text size="sm" c="dimmed" component="div">
          {wordData(data) !== "" && <TextFromOutside text={wordData(data)} lines={2} />}
        </Text>
      </div>
    ),
  },
  { header: "To what", cell: ({ targetObject }) => <TextFromOutside text={targetObject} /> },
  { header: "From", cell: ({ ipAddress }) => <TextFromOutside text={ipAddress} /> },
];

/** Who did what, when, and from where. */
export function AuditLogTab() {
  const organization = usePathParam("organization");
  const { data: me } = useMembership(organization);
  const refusal = useRefusal(organization, "org:write");
  if (refusal !== undefined) {
    return <EmptyState title="The audit log is for owners" text={refusal} />;
  }
  return me && <AuditLog organization={organization} />;
}

function AuditLog({ organization }: { organization: string }) {
  const [{ event, cursor }, setSearch] = useSearchState();
  const query = useAuditLog(organization, { event, cursor });
  const pager = usePager(query);
  const { data, error, refetch } = query;
  const options = (data?.options ?? []).map((value) => ({ value, label: value }));
  return (
    <>
      <FilterBar
        filters={[{ name: "event", label: "What was done", options }]}
        values={{ event }}
        onChange={setSearch}
      />
      <DataTable
        label="Audit log"
        columns={columns}
        keyOf={({ id }) => id}
        rows={data?.rows}
        problem={error ? sentenceOf(error) : undefined}
        onRetry={() => void refetch()}
        empty={<EmptyState title="Nothing of this kind" text="Choose another, or see all." />}
        pager={pager}
      />
    </>
  );
}
