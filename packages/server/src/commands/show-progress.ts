import type { WriteStream } from "node:tty";

const WIDTH = 30;

/** A bar that fills, on a terminal; on anything else a line for each tenth. */
export function showProgress(out: Pick<WriteStream, "isTTY" | "write">) {
  let shown = -1;
  return {
    /** @param part of the whole, from 0 to 1 */
    show(part: number, text: string): void {
      const bar = "█".repeat(Math.round(part * WIDTH)).padEnd(WIDTH, "░");
      const percent = Math.floor(part * 100);
      if (out.isTTY) out.write(`\r\u001B[2K${bar} ${percent} % ${text}`);
      else if (Math.floor(percent / 10) > shown) out.write(`${percent} % ${text}\n`);
      shown = Math.floor(percent / 10);
    },
    end(): void {
      if (out.isTTY) out.write("\n");
    },
  };
}
