import type { CodeMapping } from "../integrations/code-mapping-store.ts";
import { type FrameFile, toFramePath } from "./frame-path.ts";

/** Where the source of a frame is. */
export interface SourcePath {
  /** What told it. */
  mapping: CodeMapping;
  /** From the root of the mapping's repository. */
  path: string;
}

/** Code mappings by where they begin: a project may have thousands, and an event thousands of frames. */
export interface MappingIndex {
  byRoot: Map<string, CodeMapping>;
  /** The lengths that roots have, the longest first. */
  lengths: number[];
}

export function indexMappings(mappings: CodeMapping[]): MappingIndex {
  const byRoot = new Map<string, CodeMapping>();
  for (const mapping of mappings) {
    const root = withSlashes(mapping.stackRoot);
    if (!byRoot.has(root)) byRoot.set(root, mapping);
  }
  const lengths = new Set([...byRoot.keys()].map((root) => root.length));
  return { byRoot, lengths: [...lengths].sort((one, other) => other - one) };
}

/** By the mapping with the longest root that fits. */
export function mapFrame(
  frame: FrameFile,
  { byRoot, lengths }: MappingIndex,
): SourcePath | undefined {
  const told = [frame.filename, frame.absPath, toFramePath(frame)]
    .filter((file) => file !== undefined)
    .map(withSlashes);
  for (const length of lengths) {
    for (const path of told) {
      const mapping = path.length < length ? undefined : byRoot.get(path.slice(0, length));
      if (!mapping) continue;
      return { mapping, path: toSourcePath(mapping.sourceRoot, path.slice(length)) };
    }
  }
  return undefined;
}

/** sentry-cli sends no empty root: that of the repository is `.` there. */
function toSourcePath(sourceRoot: string, rest: string): string {
  const root = sourceRoot === "." ? "" : sourceRoot;
  return `${root}${rest}`.replace(/^(?:\.?\/)+/, "");
}

function withSlashes(path: string): string {
  return path.replaceAll("\\", "/");
}
