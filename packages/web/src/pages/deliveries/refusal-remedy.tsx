import type { RefusedDeliveryAnswer } from "@sentry-bitbucket-server/api-contract/refused-delivery";
import type { ReactNode } from "react";
import { PageLink } from "../../frame/page-link.tsx";
import type { Search } from "../../lists/use-search-state.ts";
import { pathTo } from "../../path-builder.ts";

interface RefusalRemedyProps {
  organization: string;
  refused: RefusedDeliveryAnswer;
}

/** What to do so that the next one is taken, and where. */
export function RefusalRemedy({ organization, refused }: RefusalRemedyProps): ReactNode {
  const { reason, repository, integrationId: integration } = refused;
  const linkTo = (text: string, search: Search = {}) => (
    <PageLink isInText to={pathTo("integration", { organization, integration })} search={search}>
      {text}
    </PageLink>
  );
  if (reason === "unlinked") {
    return (
      <>{linkTo("Link its repository", { link: "more" })}, or delete the webhook in Bitbucket.</>
    );
  }
  if (reason === "malformed") {
    return "See what sends it, or changes it on the way: it is no JSON, or has no X-Event-Key.";
  }
  if (!repository) {
    return (
      <>
        Delete this webhook in Bitbucket: those of {linkTo("linked repositories")} are made from
        here.
      </>
    );
  }
  const { name: query } = repository;
  if (reason === "too_large") {
    return (
      <>
        {linkTo("Reconcile the repository", { query })} to have what it told of. That also happens
        by itself.
      </>
    );
  }
  return (
    <>
      {linkTo("Rotate the secret", { query })} of its webhook. It is also set anew by itself, once
      an hour at most.
    </>
  );
}
