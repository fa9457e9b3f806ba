import classes from "./code-block.module.css";
import { CopyButton } from "./copy-button.tsx";

/** Code to read, scrolled sideways when it is wide, and to copy. */
export function CodeBlock({ code, label }: { code: string; label: string }) {
  return (
    <div className={classes["frame"]}>
      <div className={classes["button"]}>
        <CopyButton text={code} what={label} />
      </div>
      {/* Who has no mouse scrolls it with the arrow keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={classes["code"]} tabIndex={0} role="region" aria-label={label}>
        <code>{code}</code>
      </pre>
    </div>
  );
}
