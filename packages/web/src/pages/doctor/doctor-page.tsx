import { Skeleton, Stack, Text } from "@mantine/core";
import { useDoctor } from "../../api/doctor.ts";
import { useRefusal } from "../../api/membership.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Problem } from "../../ui/problem.tsx";
import { RefusableButton } from "../../ui/refusable-button.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { FindingList } from "./finding-list.tsx";
import { wordLevel } from "./word-level.ts";

/** What is not well with all that the organization depends on, and what to do: as the command tells it. */
export function DoctorPage() {
  const organization = usePathParam("organization");
  const refusal = useRefusal(organization, "org:admin");
  const doctor = useDoctor(organization, refusal === undefined);
  const { data, error, isFetching, dataUpdatedAt, refetch } = doctor;
  const run = () => void refetch();
  return (
    <>
      <PageHeader
        title="Doctor"
        text="Looks at everything that the service depends on, and asks its hosts. The same as npm run doctor."
        actions={
          <RefusableButton refusal={refusal} loading={isFetching} onClick={run}>
            Run again
          </RefusableButton>
        }
      />
      {refusal !== undefined && <EmptyState title="Owners call the doctor" text={refusal} />}
      {error && <Problem text={sentenceOf(error)} onRetry={run} />}
      {isFetching && !data && <Looking />}
      {data && (
        <Stack gap="lg">
          <Text role="status">
            {wordLevel(data)} Looked at{" "}
            <RelativeTime time={new Date(dataUpdatedAt).toISOString()} />.
          </Text>
          <FindingList findings={data.findings} />
        </Stack>
      )}
    </>
  );
}

function Looking() {
  return (
    <Stack>
      <Text role="status" c="dimmed">
        Asking all hosts. One that does not answer takes up to 30 seconds; you can leave this page.
      </Text>
      <Skeleton height="12rem" />
    </Stack>
  );
}
