import { CodeBlock } from "./code-block.tsx";

/** JSON, indented; what is none is shown as it is. */
export function JsonView({ text, label }: { text: string; label: string }) {
  return <CodeBlock code={indent(text)} label={label} />;
}

function indent(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
