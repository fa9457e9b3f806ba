import pc from "picocolors";
import yoctoSpinner from "yocto-spinner";

/** Tells the story: chapters of steps, each with its time and with what was observed. */
export class Narrator {
  passed = 0;
  failed = 0;
  readonly #out: NodeJS.WriteStream;

  constructor(out: NodeJS.WriteStream) {
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
    const spinner = yoctoSpinner({ text: title, stream: this.#out }).start();
    const started = performance.now();
    const time = () => pc.dim(`${((performance.now() - started) / 1000).toFixed(2)} s`);
    try {
      await work((line) => observed.push(line));
    } catch (error) {
      this.failed++;
      spinner.error(`${title} ${time()}`);
      this.#tell(observed);
      this.say(`    ${pc.red(error instanceof Error ? error.message : String(error))}`);
      throw error;
    }
    this.passed++;
    spinner.success(`${title} ${time()}`);
    this.#tell(observed);
  }

  #tell(observed: string[]): void {
    for (const line of observed) this.say(`    ${pc.dim("·")} ${line}`);
  }
}
