import type { Writable } from "node:stream";
import pc from "picocolors";
import yoctoSpinner from "yocto-spinner";

/** Tells the story: chapters of steps, each with its time and with what was observed. */
export class Narrator {
  passed = 0;
  failed = 0;
  readonly #out: Writable & { isTTY?: boolean };

  constructor(out: Writable & { isTTY?: boolean }) {
    this.#out = out;
  }

  say(line = ""): void {
    this.#out.write(`${line}\n`);
  }

  chapter(title: string): void {
    this.say(`\n${pc.bold(title)}`);
  }

  /**
   * Does one step under a spinner.
   * @param work gives what was observed, a line each; throws when the step failed
   * @throws what the work threw, after it was told
   */
  async step(title: string, work: (observe: (line: string) => void) => Promise<void>) {
    const observed: string[] = [];
    const spinner = yoctoSpinner({ text: title, stream: this.#out });
    // In a log file, a spinner would be noise.
    if (this.#out.isTTY) spinner.start();
    const started = performance.now();
    let failure: Error | undefined;
    try {
      await work((line) => observed.push(line));
      this.passed++;
    } catch (error) {
      this.failed++;
      failure = error instanceof Error ? error : new Error(String(error));
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(2);
    spinner.stop();
    this.say(`  ${failure ? pc.red("✗") : pc.green("✓")} ${title} ${pc.dim(`${seconds} s`)}`);
    for (const line of observed) this.say(`    ${pc.dim("·")} ${line}`);
    if (!failure) return;
    this.say(`    ${pc.red(failure.message)}`);
    throw failure;
  }
}
