import type { IssueDetailAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import { useState } from "react";
import { TextFromOutside } from "../../../ui/text-from-outside.tsx";
import type { Frame } from "./read-exceptions.ts";
import { SourceLink } from "./source-link.tsx";
import classes from "./stack-trace.module.css";

interface FrameViewProps {
  organization: string;
  issue: IssueDetailAnswer;
  frame: Frame;
  /** At first. */
  isOpen: boolean;
  /** Of the frames of the application in its stack trace. */
  isFirst: boolean;
}

/** A call: where, in which function, and open, the source around it and the way to it in Bitbucket. */
export function FrameView({ isOpen: isOpenAtFirst, isFirst, ...about }: FrameViewProps) {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const { frame } = about;
  const { filename, module, lineNo, colNo, inApp, context } = frame;
  const place = [filename ?? module ?? "unknown file", lineNo, colNo].filter(Boolean).join(":");
  return (
    <details
      className={classes["frame"]}
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>
        <TextFromOutside text={place} />
        {frame.function !== null && (
          <>
            {" in "}
            <strong>
              <TextFromOutside text={frame.function} />
            </strong>
          </>
        )}
        {inApp && <span className={classes["mark"]}>In app</span>}
      </summary>
      {isOpen && inApp && filename !== null && (
        <SourceLink {...about} file={filename} isFirst={isFirst} />
      )}
      {context.length > 0 ? (
        <SourceLines context={context} lineNo={lineNo} label={`Source of ${place}`} />
      ) : (
        <p className={classes["none"]}>The event brought no source of it.</p>
      )}
    </details>
  );
}

function SourceLines(props: Pick<Frame, "context" | "lineNo"> & { label: string }) {
  const { context, lineNo, label } = props;
  return (
    // Who has no mouse scrolls it with the arrow keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes["source"]} tabIndex={0} role="region" aria-label={label}>
      <ol start={context[0]?.[0]}>
        {context.map(([line, text]) => (
          <li key={line} value={line} aria-current={line === lineNo ? "true" : undefined}>
            <code>{text === "" ? " " : text}</code>
          </li>
        ))}
      </ol>
    </div>
  );
}
