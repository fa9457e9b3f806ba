import { Text, Title } from "@mantine/core";
import type { IssueDetailAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import { TextFromOutside } from "../../../ui/text-from-outside.tsx";
import { foldFrames, type FrameGroup } from "./fold-frames.ts";
import { FrameView } from "./frame-view.tsx";
import type { Exception } from "./read-exceptions.ts";
import classes from "./stack-trace.module.css";

interface StackTraceProps {
  organization: string;
  issue: IssueDetailAnswer;
  exception: Exception;
  /** It was not thrown itself, but led to what was. */
  isCause: boolean;
}

/** So many of the application's own frames are open at first: each asks Bitbucket for its file. */
const OPEN_FRAMES = 3;

/** An exception with its calls, the newest first: the application's own are open, the libraries' folded. */
export function StackTrace({ organization, issue, exception, isCause }: StackTraceProps) {
  const { type, value, frames } = exception;
  const groups = foldFrames(frames);
  const open = groups.filter(({ inApp }) => inApp).slice(0, OPEN_FRAMES);
  return (
    <div className={classes["trace"]}>
      <div className={classes["head"]}>
        {isCause && (
          <Text size="sm" c="dimmed">
            Caused by
          </Text>
        )}
        <Title order={3} size="h4">
          <TextFromOutside text={type ?? "Error"} />
        </Title>
        {value !== null && value !== "" && <TextFromOutside text={value} />}
      </div>
      {frames.length === 0 && (
        <Text className={classes["head"]} c="dimmed">
          It came without a stack trace.
        </Text>
      )}
      {groups.map((group, n) => (
        <Group
          // Frames are told apart by their place alone.
          key={n}
          organization={organization}
          issue={issue}
          group={group}
          isOpen={open.includes(group)}
          isFirst={group === open[0]}
        />
      ))}
    </div>
  );
}

interface GroupProps extends Pick<StackTraceProps, "organization" | "issue"> {
  group: FrameGroup;
  isOpen: boolean;
  isFirst: boolean;
}

function Group({ group: { inApp, frames }, ...about }: GroupProps) {
  const shown = frames.map((frame, n) => <FrameView key={n} frame={frame} {...about} />);
  if (inApp) return shown;
  const count =
    frames.length === 1 ? "1 frame of a library" : `${frames.length} frames of libraries`;
  return (
    <details>
      <summary className={classes["fold"]}>{count}</summary>
      {shown}
    </details>
  );
}
