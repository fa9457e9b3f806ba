import classes from "./text-from-outside.module.css";

/** A word of it is too long to be kept whole, as tables keep others. */
const LONG_WORD = /\S{25}/;

/**
 * Text that others have written: a commit's message, a name, a branch. It is shown as it is and
 * never as HTML; long words break, and `lines` of it are shown. Give one without text as undefined.
 */
export function TextFromOutside(props: { text: string | null | undefined; lines?: number }) {
  const { text, lines } = props;
  if (!text) return <span className={classes["none"]}>none</span>;
  const isLong = LONG_WORD.test(text) || undefined;
  if (lines === undefined) {
    return (
      <span className={classes["text"]} data-long={isLong}>
        {text}
      </span>
    );
  }
  const style = { WebkitLineClamp: lines };
  return (
    <span className={classes["clamped"]} data-long={isLong} style={style} title={text}>
      {text}
    </span>
  );
}
