import type { DeployAnswer } from "@sentry-bitbucket-server/api-contract/release";
import { useReleaseDeploys } from "../../../api/releases.ts";
import { PagedTable } from "../../../lists/paged-table.tsx";
import { useSearchState } from "../../../lists/use-search-state.ts";
import type { Column } from "../../../ui/data-table.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { OutsideLink } from "../../../ui/outside-link.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { TextFromOutside } from "../../../ui/text-from-outside.tsx";
import type { ReleaseTabProps } from "./release-tab-props.ts";

const columns: readonly Column<DeployAnswer>[] = [
  { header: "Environment", cell: ({ environment }) => <TextFromOutside text={environment} /> },
  { header: "Name", cell: ({ name }) => <TextFromOutside text={name} /> },
  { header: "Address", cell: ({ url }) => <OutsideLink url={url}>{url}</OutsideLink> },
  { header: "Finished", cell: ({ dateFinished }) => <RelativeTime time={dateFinished} /> },
];

/** Where a release was deployed to. */
export function DeploysTab({ organization, version }: ReleaseTabProps) {
  const [{ cursor }] = useSearchState();
  return (
    <PagedTable
      label="Deploys"
      columns={columns}
      keyOf={({ id }) => id}
      query={useReleaseDeploys(organization, version, { cursor })}
      empty={
        <EmptyState
          title="It was deployed nowhere"
          text="A build tells it: sentry-cli releases deploys VERSION new -e production"
        />
      }
    />
  );
}
