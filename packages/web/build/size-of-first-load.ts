import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** Bytes after gzip. */
export interface Sizes {
  scripts: number;
  styles: number;
}

/**
 * What a browser loads before it can show the smallest page: all that `index.html` names.
 * @param folder that was built into
 */
export async function sizeOfFirstLoad(folder: string): Promise<Sizes> {
  const html = await readFile(join(folder, "index.html"), "utf8");
  const named = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)];
  const sizes: Sizes = { scripts: 0, styles: 0 };
  for (const [, name = ""] of named) {
    const size = gzipSync(await readFile(join(folder, name)), { level: 9 }).length;
    sizes[name.endsWith(".js") ? "scripts" : "styles"] += size;
  }
  return sizes;
}
