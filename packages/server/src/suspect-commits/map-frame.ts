import type { CodeMapping } from "../integrations/code-mapping-store.ts";
import { type FrameFile, toFramePath } from "./frame-path.ts";

/** Where the source of a frame is. */
export interface SourcePath {
  /** What told it. */
  mapping: CodeMapping;
  /** From the root of the mapping's repository. */
  path: string;
}

/** @param mappings the first that fits counts, so longer roots come before shorter ones */
export function mapFrame(frame: FrameFile, mappings: CodeMapping[]): SourcePath | undefined {
  const told = [frame.filename, frame.absPath, toFramePath(frame)];
  for (const mapping of mappings) {
    const root = mapping.stackRoot.replaceAll("\\", "/");
    for (const file of told) {
      const path = file?.replaceAll("\\", "/");
      if (!path?.startsWith(root)) continue;
      const source = `${mapping.sourceRoot}${path.slice(root.length)}`.replace(/^\/+/, "");
      return { mapping, path: source };
    }
  }
  return undefined;
}
