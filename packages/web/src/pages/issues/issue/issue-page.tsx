import { Skeleton, Stack, Text } from "@mantine/core";
import type { IssueDetailAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import { useRef } from "react";
import { useIssue } from "../../../api/issues.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { isNotThere, NotThere } from "../../../frame/not-there.tsx";
import { PageLink } from "../../../frame/page-link.tsx";
import { pathTo } from "../../../path-builder.ts";
import { PageHeader } from "../../../ui/page-header.tsx";
import { Problem } from "../../../ui/problem.tsx";
import { TextFromOutside } from "../../../ui/text-from-outside.tsx";
import { TwoColumns, useHasTwoColumns } from "../../../ui/two-columns.tsx";
import { usePathParam } from "../../../use-path-param.ts";
import { IssueLevel } from "../../../parts/issue-level.tsx";
import { AboutEvent } from "./about-event.tsx";
import { ActivityList } from "./activity-list.tsx";
import { Assignee } from "./assignee.tsx";
import { EventSection } from "./event-section.tsx";
import { IssueFacts } from "./issue-facts.tsx";
import { IssueStanding } from "./issue-standing.tsx";
import { IssueTags } from "./issue-tags.tsx";
import { StatusActions } from "./status-actions.tsx";
import { SuspectCommits } from "./suspect-commits.tsx";
import { useOneAddress } from "./use-one-address.ts";

/** An issue: how it stands, what its events tell, who may have caused it, and what happened to it. */
export function IssuePage() {
  const organization = usePathParam("organization");
  const { data: issue, error, refetch } = useIssue(organization, usePathParam("issue"));
  useOneAddress(organization, issue?.id);
  const back = <PageLink to={pathTo("issues", { organization })}>Issues</PageLink>;
  if (!issue && isNotThere(error)) return <NotThere error={error}>{back}</NotThere>;
  return (
    <>
      <Text size="sm" mb="xs">
        {back}
      </Text>
      {!issue && <PageHeader title="Issue" />}
      {error && !issue && <Problem text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {!error && !issue && <IssueSkeleton />}
      {issue && <LoadedIssue organization={organization} issue={issue} />}
    </>
  );
}

interface IssueProps {
  organization: string;
  issue: IssueDetailAnswer;
}

function LoadedIssue({ organization, issue }: IssueProps) {
  const { id, title } = issue;
  const standing = useRef<HTMLDivElement>(null);
  const hasTwoColumns = useHasTwoColumns();
  const suspects = <SuspectCommits organization={organization} issue={id} />;
  return (
    <>
      <PageHeader
        title={title}
        text={<Subtitle issue={issue} />}
        actions={
          <StatusActions
            organization={organization}
            issue={issue}
            onChanged={() => standing.current?.focus({ preventScroll: true })}
          />
        }
      />
      <IssueStanding organization={organization} issue={issue} ref={standing} />
      <TwoColumns
        main={
          <Stack gap="xl">
            <EventSection organization={organization} issue={issue} />
            {!hasTwoColumns && suspects}
            <ActivityList organization={organization} issue={issue} />
            <AboutEvent organization={organization} issue={id} />
          </Stack>
        }
        aside={
          <Stack gap="xl">
            <Assignee organization={organization} issue={issue} />
            <IssueFacts organization={organization} issue={issue} />
            {hasTwoColumns && suspects}
            <IssueTags organization={organization} issue={id} />
          </Stack>
        }
      />
    </>
  );
}

/** Which one it is, where it belongs, how grave it is, and where it happened. */
function Subtitle({ issue: { shortId, project, level, culprit } }: Pick<IssueProps, "issue">) {
  return (
    <>
      {shortId} in {project.slug} <IssueLevel level={level} />{" "}
      {culprit !== null && culprit !== "" && <TextFromOutside text={culprit} />}
    </>
  );
}

function IssueSkeleton() {
  return (
    <Stack role="status" aria-label="Loading the issue">
      <Skeleton height="2rem" width="60%" />
      <Skeleton height="1.2rem" width="40%" />
      <Skeleton height="20rem" />
    </Stack>
  );
}
