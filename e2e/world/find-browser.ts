import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import shell, { inflate, setupLambdaEnvironment } from "@sparticuz/chromium";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * The browser to test in: the Chromium of `CHROMIUM`, else the headless shell that comes with the
 * development dependencies, which takes half the processor time of a whole one, else the Chromium on the
 * path.
 * @throws Error when there is none
 */
export async function findBrowser(): Promise<string> {
  const found = process.env["CHROMIUM"] ?? (await unpackShell()) ?? findOnPath();
  if (found === undefined) throw new Error("Install Chromium, or let CHROMIUM name one");
  return found;
}

/** Into the folder for temporary files, the first time. It is there for one kind of machine alone. */
async function unpackShell(): Promise<string | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const path = await shell.executablePath();
  if (runs(path)) return path;
  await bringLibraries();
  return runs(path) ? path : undefined;
}

/** What a machine without a graphical program lacks: libraries and fonts, which the package has as well. */
async function bringLibraries(): Promise<void> {
  const build = dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium"));
  await inflate(join(build, "../bin/al2023.tar.br"));
  setupLambdaEnvironment(join(tmpdir(), "al2023", "lib"));
}

const runs = (path: string): boolean => spawnSync(path, ["--version"]).status === 0;

function findOnPath(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
