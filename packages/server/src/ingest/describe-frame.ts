import type { EventFrame } from "./ingested-event.ts";

/** What bundlers put into file names: `main.4f3c2a1b.js`, `index-BX3kP9aZ.js`. */
const BUILD_HASH = /[.-](?:(?=[a-f]*\d)[0-9a-f]{7,}|(?=[a-z_]*\d)\w{8}(?=\.[cm]?js$))(?=\.|$)/gi;

/**
 * A frame as far as it stays the same over releases and machines: the function, and the module or the name
 * of the file. No line, which moves with every edit, and no folder, which is another one on every machine.
 */
export function describeFrame(frame: EventFrame): string {
  const place = frame.module ?? baseName(frame.filename ?? frame.absPath ?? "?");
  return `${describeFunction(frame.function)} in ${place.replaceAll(BUILD_HASH, "")}`;
}

/** Whether a frame belongs to the runtime itself; @sentry/browser takes Node's for the application's. */
export function isRuntimeFrame(frame: EventFrame): boolean {
  return (frame.filename ?? frame.absPath ?? "").startsWith("node:");
}

function baseName(path: string): string {
  const [file = path] = path.split(/[?#]/, 1);
  return file.split(/[\\/]/).at(-1) || file;
}

/** Without what runtimes add or number: `async f`, `f [as g]`, `lambda$12`, and their words for a nameless one. */
function describeFunction(name = "?"): string {
  return name
    .replace(/^async /, "")
    .replace(/ \[as [^\]]*\]$/, "")
    .replace(/<anonymous>|<unknown>|\(anonymous function\)/, "?")
    .replaceAll(/\$[0-9a-f]*\d[0-9a-f]*/gi, "$");
}
