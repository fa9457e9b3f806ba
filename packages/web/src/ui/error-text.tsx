import classes from "./error-text.module.css";
import { LongText } from "./long-text.tsx";
import { splitTail } from "./split-tail.ts";

/** Why something failed; what was asked of which address, and the answer, are folded. */
export function ErrorText({ text }: { text: string }) {
  const { sentence, tail } = splitTail(text);
  return (
    <div className={classes["text"]}>
      {sentence}
      {tail !== "" && (
        <details className={classes["details"]}>
          <summary>Details</summary>
          <code>{tail}</code>
        </details>
      )}
    </div>
  );
}

/** The beginning of that in a list, whose rows lead to the whole. */
export function ShortErrorText(props: { text: string; lines: number; width?: string }) {
  return <LongText {...props} text={splitTail(props.text).sentence} />;
}
