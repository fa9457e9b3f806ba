import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";
import { sizeOfFirstLoad } from "./size-of-first-load.ts";

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** Smaller ones gain nothing. */
const LEAST_BYTES = 1_000;

/**
 * Writes a `.gz` and a `.br` beside each file that is built, so that the service compresses nothing,
 * and prints what the first page loads.
 */
export function compressFiles(): Plugin {
  return {
    name: "compress-files",
    apply: "build",
    async writeBundle({ dir = "" }, bundle) {
      const assets = Object.keys(bundle).filter((name) => name.startsWith("assets/"));
      await Promise.all(assets.map((name) => compress(join(dir, name))));
      const { scripts, styles } = await sizeOfFirstLoad(dir);
      console.log(`First load, gzip: ${kB(scripts)} of scripts, ${kB(styles)} of styles`);
    },
  };
}

async function compress(path: string): Promise<void> {
  const content = await readFile(path);
  if (content.length < LEAST_BYTES) return;
  // 11 takes seconds longer for a hundredth less.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  await Promise.all([
    writeFile(`${path}.gz`, await toGzip(content, { level: 9 })),
    writeFile(`${path}.br`, await toBrotli(content, { params })),
  ]);
}

const kB = (bytes: number) => `${(bytes / 1_000).toFixed(1)} kB`;
