import type { WriteStream } from "node:tty";
import { styleText } from "node:util";
import type { Finding, Level } from "../doctor/finding.ts";

const MARKS: Record<Level, { mark: string; color: "green" | "yellow" | "red" }> = {
  ok: { mark: "✓", color: "green" },
  warning: { mark: "!", color: "yellow" },
  error: { mark: "✗", color: "red" },
};

const WIDEST = 100;
const INDENT = "    ";

/** For people: below what they are about, with a mark, and a last line that counts. */
export function renderFindings(
  findings: readonly Finding[],
  stream: Pick<WriteStream, "columns" | "isTTY">,
): string {
  const paint = (format: Parameters<typeof styleText>[0], text: string) =>
    stream.isTTY ? styleText(format, text) : text;
  const width = Math.min(stream.columns || WIDEST, WIDEST) - INDENT.length;
  const areas = Map.groupBy(findings, ({ area }) => area);
  const blocks = [...areas].map(([area, ofArea]) => {
    const lines = ofArea.map(({ level, message }) => {
      const { mark, color } = MARKS[level];
      return `  ${paint(color, mark)} ${wrap(message, width).join(`\n${INDENT}`)}`;
    });
    return [paint("bold", area), ...lines].join("\n");
  });
  return `${blocks.join("\n\n")}\n\n${summarize(findings)}\n`;
}

function summarize(findings: readonly Finding[]): string {
  const count = (level: Level) => findings.filter((finding) => finding.level === level).length;
  const [errors, warnings] = [count("error"), count("warning")];
  if (errors + warnings === 0) return "All is well.";
  const parts = [
    ...(errors > 0 ? [`${errors} ${errors === 1 ? "error" : "errors"}`] : []),
    ...(warnings > 0 ? [`${warnings} ${warnings === 1 ? "warning" : "warnings"}`] : []),
  ];
  return `${parts.join(", ")}.`;
}

/** Lines of whole words. */
function wrap(text: string, width: number): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line !== "" && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines;
}
