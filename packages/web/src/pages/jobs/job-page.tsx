import { Skeleton, Stack } from "@mantine/core";
import type { JobDetailAnswer } from "@sentry-bitbucket-server/api-contract/job";
import { useJob } from "../../api/jobs.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { isNotThere, NotThere } from "../../frame/not-there.tsx";
import { PageLink } from "../../frame/page-link.tsx";
import { pathTo } from "../../path-builder.ts";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { ErrorText } from "../../ui/error-text.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Problem } from "../../ui/problem.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { Section } from "../../ui/section.tsx";
import { TextFromOutside } from "../../ui/text-from-outside.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { AttemptTable } from "../../parts/attempt-table.tsx";
import { entriesOfTurn } from "../../parts/turn-text.tsx";
import { entriesOfOrigin } from "./entries-of-origin.tsx";
import { JobActions } from "./job-actions.tsx";
import { JobState } from "./job-state.tsx";
import { TryJobNow } from "./try-job-now.tsx";
import { wordJobKind } from "../../parts/word-job-kind.ts";

/** One job with its attempts. */
export function JobPage() {
  const organization = usePathParam("organization");
  const id = usePathParam("job");
  const { data, error, refetch } = useJob(organization, id);
  const back = <PageLink to={pathTo("jobs", { organization })}>All jobs</PageLink>;
  if (isNotThere(error)) return <NotThere error={error}>{back}</NotThere>;
  return (
    <>
      {back}
      <PageHeader
        title={`Job ${id}`}
        text={data && wordJobKind(data.kind)}
        actions={data && <Actions organization={organization} job={data} />}
      />
      {error && <Problem text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {data && <Details organization={organization} job={data} />}
      {!data && !error && <Skeleton height="20rem" />}
    </>
  );
}

interface JobProps {
  organization: string;
  job: JobDetailAnswer;
}

function Actions(props: JobProps) {
  if (props.job.state === "waiting") return <TryJobNow {...props} />;
  return props.job.state === "set_aside" && <JobActions {...props} />;
}

function Details({ organization, job }: JobProps) {
  const { state, lane, kind, turn, lastError, requestId, attemptHistory } = job;
  return (
    <Stack gap="xl">
      <DefinitionList
        entries={[
          ["State", <JobState key="state" state={state} />],
          ...entriesOfTurn(organization, turn),
          ...entriesOfOrigin(organization, job),
          ["Lane", lane],
          ["Kind", kind],
          ["Last error", lastError === null ? "none" : <ErrorText key="error" text={lastError} />],
          ["Request id in the log", <TextFromOutside key="request" text={requestId} />],
          ["Created", <RelativeTime key="created" time={job.dateCreated} />],
          ["Finished", <RelativeTime key="finished" time={job.dateFinished} />],
        ]}
      />
      <Section title="Attempts">
        <AttemptTable attempts={attemptHistory} />
      </Section>
    </Stack>
  );
}
