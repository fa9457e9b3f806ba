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
import { JobActions } from "./job-actions.tsx";
import { JobState } from "./job-state.tsx";
import { wordJobKind } from "./word-job-kind.ts";

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
        actions={
          data?.state === "set_aside" && <JobActions organization={organization} job={data} />
        }
      />
      {error && <Problem text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {data && <Details job={data} />}
      {!data && !error && <Skeleton height="20rem" />}
    </>
  );
}

function Details({ job }: { job: JobDetailAnswer }) {
  const { state, lane, kind, lastError, requestId, attemptHistory } = job;
  return (
    <Stack gap="xl">
      <DefinitionList
        entries={[
          ["State", <JobState key="state" state={state} />],
          ["Lane", lane],
          ["Kind", kind],
          ["Last error", lastError === null ? "none" : <ErrorText key="error" text={lastError} />],
          ["Request id", <TextFromOutside key="request" text={requestId} />],
          ["Created", <RelativeTime key="created" time={job.dateCreated} />],
          ["Next attempt", <RelativeTime key="next" time={job.dateNextAttempt} />],
          ["Finished", <RelativeTime key="finished" time={job.dateFinished} />],
        ]}
      />
      <Section title="Attempts">
        <AttemptTable attempts={attemptHistory} />
      </Section>
    </Stack>
  );
}
