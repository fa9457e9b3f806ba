import type { LinkedRepositoryAnswer } from "@sentry-bitbucket-server/api-contract/repository";
import { PageLink } from "../frame/page-link.tsx";
import { pathTo } from "../path-builder.ts";
import { branchOf } from "../ui/branch-of.ts";
import type { Column } from "../ui/data-table.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { TextFromOutside } from "../ui/text-from-outside.tsx";
import { HookState } from "./hook-state.tsx";

/**
 * What every list tells of a repository.
 * @param isDetailed whether a webhook that does not work tells why
 */
export function repositoryColumns(
  organization: string,
  { isDetailed = false }: { isDetailed?: boolean } = {},
): readonly Column<LinkedRepositoryAnswer>[] {
  return [
    {
      header: "Repository",
      cell: ({ id, name }) => (
        <PageLink to={pathTo("commits", { organization, repository: id })}>
          <TextFromOutside text={name} />
        </PageLink>
      ),
    },
    { header: "Last push", cell: ({ lastPush }) => <RelativeTime time={lastPush} /> },
    {
      header: "Last delivery",
      cell: ({ name, lastDelivery }) =>
        lastDelivery ? (
          <PageLink to={pathTo("deliveries", { organization })} search={{ query: name }}>
            <RelativeTime time={lastDelivery} />
            <span className="visually-hidden">, deliveries of {name}</span>
          </PageLink>
        ) : (
          "never"
        ),
    },
    { header: "Webhook", cell: ({ hook }) => <HookState hook={hook} isDetailed={isDetailed} /> },
    {
      header: "Default branch",
      cell: ({ reconcile }) => (
        <TextFromOutside
          text={reconcile?.defaultBranch ? branchOf(reconcile.defaultBranch) : null}
        />
      ),
    },
  ];
}
