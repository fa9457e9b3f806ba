import { Skeleton, Stack } from "@mantine/core";
import type { CommitDetailAnswer } from "@sentry-bitbucket-server/api-contract/commit";
import { useCommit } from "../../api/repositories.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { isNotThere, NotThere } from "../../frame/not-there.tsx";
import { PageLink } from "../../frame/page-link.tsx";
import { pathTo } from "../../path-builder.ts";
import { OutsideLink } from "../../ui/outside-link.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Section } from "../../ui/section.tsx";
import { TextFromOutside } from "../../ui/text-from-outside.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { ChangedFiles } from "./changed-files.tsx";
import { CommitFacts } from "./commit-facts.tsx";
import { subjectOf } from "../../ui/subject-of.ts";

/** One commit, with the files that it changed. */
export function CommitPage() {
  const organization = usePathParam("organization");
  const repository = usePathParam("repository");
  const sha = usePathParam("sha");
  const { data, error, refetch } = useCommit(organization, repository, sha);
  if (isNotThere(error)) {
    return (
      <NotThere error={error}>
        <PageLink to={pathTo("commits", { organization, repository })}>All commits</PageLink>
      </NotThere>
    );
  }
  return (
    <>
      <PageLink to={pathTo("commits", { organization, repository })}>
        {data ? (
          <>
            Commits of <TextFromOutside text={data.repository.name} />
          </>
        ) : (
          "All commits"
        )}
      </PageLink>
      <PageHeader
        title={(data && subjectOf(data.message)) || `Commit ${sha.slice(0, 12)}`}
        actions={data?.url && <OutsideLink url={data.url}>Open in Bitbucket</OutsideLink>}
      />
      {error && <Problem text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {data && <Details commit={data} />}
      {!data && !error && <Skeleton height="20rem" />}
    </>
  );
}

function Details({ commit }: { commit: CommitDetailAnswer }) {
  return (
    <Stack gap="xl">
      <CommitFacts commit={commit} />
      <Section title="Message">
        <TextFromOutside text={commit.message} />
      </Section>
      <Section title="Changed files">
        <ChangedFiles commit={commit} />
      </Section>
    </Stack>
  );
}
