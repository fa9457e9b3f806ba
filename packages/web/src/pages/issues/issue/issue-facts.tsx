import { Text } from "@mantine/core";
import type { IssueDetailAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import type { ReleaseAnswer } from "@sentry-bitbucket-server/api-contract/release";
import { PageLink } from "../../../frame/page-link.tsx";
import { pathTo } from "../../../path-builder.ts";
import { DefinitionList } from "../../../ui/definition-list.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { Section } from "../../../ui/section.tsx";
import { TextFromOutside } from "../../../ui/text-from-outside.tsx";

/** How often an issue was seen, by how many, and from when to when. */
export function IssueFacts(props: { organization: string; issue: IssueDetailAnswer }) {
  const { organization, issue } = props;
  return (
    <Section title="Seen">
      <DefinitionList
        entries={[
          ["Events", Number(issue.count).toLocaleString("en")],
          ["Users", issue.userCount.toLocaleString("en")],
          [
            "First",
            <Seen {...{ organization, time: issue.firstSeen, release: issue.firstRelease }} />,
          ],
          [
            "Last",
            <Seen {...{ organization, time: issue.lastSeen, release: issue.lastRelease }} />,
          ],
          ["Handled", issue.isUnhandled ? "Not in all events" : "Yes"],
        ]}
      />
    </Section>
  );
}

function Seen(props: { organization: string; time: string; release: ReleaseAnswer | null }) {
  const { organization, time, release } = props;
  return (
    <>
      <RelativeTime time={time} />
      {release && (
        <Text size="sm" component="div">
          in{" "}
          <PageLink to={pathTo("release", { organization, release: release.version })}>
            <TextFromOutside text={release.shortVersion} />
          </PageLink>
        </Text>
      )}
    </>
  );
}
