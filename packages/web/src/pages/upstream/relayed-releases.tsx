import { Text } from "@mantine/core";
import type { RelayedReleaseAnswer } from "@sentry-bitbucket-server/api-contract/upstream";
import { useRelayedReleases, useReplayRelease } from "../../api/upstream.ts";
import { PagedTable } from "../../lists/paged-table.tsx";
import { useSearchState } from "../../lists/use-search-state.ts";
import type { Column } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { FilterBar } from "../../ui/filter-bar.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { TextFromOutside } from "../../ui/text-from-outside.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { RelayedState, stateFilter } from "./relayed-state.tsx";
import { ReplayButton } from "./replay-button.tsx";

const columns: readonly Column<RelayedReleaseAnswer>[] = [
  {
    header: "Release",
    cell: ({ version, origin }) => (
      <div>
        <TextFromOutside text={version} />
        <Text size="sm" c="dimmed">
          {origin === "asked" ? "Its build set the commits here" : "It had no commits there"}
        </Text>
      </div>
    ),
  },
  {
    header: "State",
    cell: ({ state, reason, notes }) => (
      <div>
        <RelayedState state={state} reason={reason} />
        {notes.map((note) => (
          <Text key={note} size="sm" c="dimmed" component="div">
            <TextFromOutside text={note} />
          </Text>
        ))}
      </div>
    ),
  },
  { header: "Commits", cell: ({ commitCount }) => commitCount ?? "–", align: "end" },
  { header: "Attempts", cell: ({ attempts }) => attempts, align: "end" },
  { header: "Changed", cell: ({ dateUpdated }) => <RelativeTime time={dateUpdated} /> },
  { header: "Actions", cell: (release) => <Replay release={release} /> },
];

/** What became of the releases that are relayed. */
export function RelayedReleases() {
  const organization = usePathParam("organization");
  const [{ state, cursor }, setSearch] = useSearchState();
  const query = useRelayedReleases(organization, { state, cursor });
  return (
    <>
      <FilterBar filters={[stateFilter]} values={{ state }} onChange={setSearch} />
      <PagedTable
        label="Relayed releases"
        columns={columns}
        keyOf={({ version }) => version}
        query={query}
        empty={
          state === undefined ? (
            <EmptyState
              title="No release yet"
              text="Set the commits of one with sentry-cli, pointed at this service; or make one there that is called like a tag of a linked repository."
            />
          ) : (
            <EmptyState title="None is in this state" text="Choose another state, or all." />
          )
        }
      />
    </>
  );
}

const NOT_KNOWN = "Which commit it is, is not known yet. That is looked for each minute.";

function Replay({ release }: { release: RelayedReleaseAnswer }) {
  const replay = useReplayRelease(usePathParam("organization"));
  return (
    <ReplayButton
      what={release.version}
      thing={release}
      mutation={replay}
      because={release.state === "waiting" ? NOT_KNOWN : undefined}
    />
  );
}
