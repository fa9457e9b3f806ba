import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import { StartError } from "../config/start-error.ts";

/**
 * All pages are copied in one step, of which a writer is not kept waiting: SQLite begins anew after each step
 * in which another process has written, so that beside a busy service several would never end.
 */
const PAGES_AT_ONCE = 2 ** 31 - 1;
const PROGRESS_MS = 250;

/**
 * Copies a SQLite database that may be in use: the copy is as the database was at one moment, is
 * checked, on disk, and its owner's alone. Until then nothing stands at `to`.
 * @param onProgress told the part that is copied, from 0 to 1
 * @returns how many pages the copy has
 * @throws StartError when there is something at `to` already, or no folder for it, or the copy is not whole
 */
export async function backUp(
  from: string,
  to: string,
  onProgress: (part: number) => void = () => undefined,
): Promise<number> {
  if (existsSync(to)) throw new StartError(`There is a file ${to} already.`);
  requireFolder(dirname(to));
  const unfinished = `${to}.unfinished`;
  const source = new DatabaseSync(from, { timeout: 10_000 });
  const size = statSync(from).size;
  const watching = setInterval(() => onProgress(partOf(unfinished, size)), PROGRESS_MS);
  try {
    const pages = await backup(source, unfinished, { rate: PAGES_AT_ONCE });
    chmodSync(unfinished, 0o600);
    requireWhole(unfinished);
    sync(unfinished);
    renameSync(unfinished, to);
    onProgress(1);
    return pages;
  } finally {
    clearInterval(watching);
    source.close();
    for (const end of ["", "-wal", "-shm"]) rmSync(unfinished + end, { force: true });
  }
}

function requireFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new StartError(`There is no folder ${folder}. Make it first.`);
}

/** What is in the log of changes makes the copy larger than the file. */
function partOf(copy: string, size: number): number {
  return Math.min((statSync(copy, { throwIfNoEntry: false })?.size ?? 0) / size, 1);
}

function requireWhole(file: string): void {
  const said = checkIntegrity(file);
  if (said !== "ok") throw new StartError(`The database is damaged: ${said}`);
}

/** @returns `ok`, or the first damage found */
function checkIntegrity(file: string): string {
  const copy = new DatabaseSync(file);
  try {
    return String(copy.prepare("pragma integrity_check(1)").get()?.["integrity_check"]);
  } catch (error) {
    return String(error);
  } finally {
    copy.close();
  }
}

function sync(file: string): void {
  const descriptor = openSync(file, "r");
  fsyncSync(descriptor);
  closeSync(descriptor);
}
