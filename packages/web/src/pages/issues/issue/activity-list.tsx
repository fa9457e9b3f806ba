import { Text } from "@mantine/core";
import type { IssueDetailAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { Section } from "../../../ui/section.tsx";
import { TextFromOutside } from "../../../ui/text-from-outside.tsx";
import classes from "./activity-list.module.css";
import { describeActivity } from "./describe-activity.ts";
import { findReference } from "./find-reference.ts";
import { Sentence } from "./sentence.tsx";

/** What happened to the issue, newest first, each as a sentence. */
export function ActivityList(props: { organization: string; issue: IssueDetailAnswer }) {
  const { organization, issue } = props;
  const { references } = issue;
  return (
    <Section title="Activity">
      <ol className={classes["list"]}>
        {issue.activity.map(({ id, type, user, data, dateCreated }) => (
          <li key={id}>
            <div>
              <Sentence
                organization={organization}
                issue={issue.id}
                parts={describeActivity({ type, user, data })}
                references={references}
              />
              {type === "referenced_in_commit" && (
                <Reference
                  commit={findReference(references, {
                    sha: data["commit"],
                    repository: data["repository"],
                  })}
                />
              )}
            </div>
            <Text size="sm" c="dimmed" component="div">
              <RelativeTime time={dateCreated} />
            </Text>
          </li>
        ))}
      </ol>
    </Section>
  );
}

type Commit = IssueDetailAnswer["references"][number];

function Reference({ commit }: { commit: Commit | undefined }) {
  if (!commit) return null;
  const { author, message } = commit;
  return (
    <Text size="sm" c="dimmed" component="div">
      <TextFromOutside text={author.name ?? author.email} lines={1} />
      <TextFromOutside text={message} lines={2} />
    </Text>
  );
}
