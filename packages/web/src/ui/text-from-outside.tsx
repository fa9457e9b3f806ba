import classes from "./text-from-outside.module.css";

/**
 * Text that others have written: a commit's message, a name, a branch. It is shown as it is and
 * never as HTML; long words break, and `lines` of it are shown. Give one without text as undefined.
 */
export function TextFromOutside(props: { text: string | null | undefined; lines?: number }) {
  const { text, lines } = props;
  if (!text) return <span className={classes["none"]}>none</span>;
  if (lines === undefined) return <span className={classes["text"]}>{text}</span>;
  return (
    <span className={classes["clamped"]} style={{ WebkitLineClamp: lines }} title={text}>
      {text}
    </span>
  );
}
