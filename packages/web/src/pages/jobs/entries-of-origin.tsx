import type { JobDetailAnswer } from "@sentry-bitbucket-server/api-contract/job";
import type { ReactNode } from "react";
import { PageLink } from "../../frame/page-link.tsx";
import { pathTo } from "../../path-builder.ts";
import { TextFromOutside } from "../../ui/text-from-outside.tsx";

/** The delivery that a job processes, and the repository that it is done for; none where it has none. */
export function entriesOfOrigin(
  organization: string,
  { deliveryId, repository }: JobDetailAnswer,
): [string, ReactNode][] {
  const entries: [string, ReactNode][] = [];
  if (deliveryId !== null) {
    const to = pathTo("delivery", { organization, delivery: deliveryId });
    entries.push([
      "Delivery",
      <PageLink key="delivery" to={to}>{`Delivery ${deliveryId}`}</PageLink>,
    ]);
  }
  if (repository) {
    const to = pathTo("commits", { organization, repository: repository.id });
    const name = <TextFromOutside text={repository.name} />;
    entries.push([
      "Repository",
      <PageLink key="repository" to={to}>
        {name}
      </PageLink>,
    ]);
  }
  return entries;
}
