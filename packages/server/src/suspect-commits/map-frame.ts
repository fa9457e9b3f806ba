import type { CodeMapping } from "../integrations/code-mapping-store.ts";
import type { EventFrame } from "../ingest/ingested-event.ts";
import { toFramePath } from "./frame-path.ts";

/** Where the source of a frame is. */
export interface SourcePath {
  repositoryId: number;
  /** From the root of the repository. */
  path: string;
  /** The branch that the mapping names. */
  defaultBranch: string;
}

/** @param mappings the first that fits counts, so longer roots come before shorter ones */
export function mapFrame(frame: EventFrame, mappings: CodeMapping[]): SourcePath | undefined {
  const told = [frame.filename, frame.absPath, toFramePath(frame)];
  for (const { stackRoot, sourceRoot, repositoryId, defaultBranch } of mappings) {
    const root = stackRoot.replaceAll("\\", "/");
    for (const file of told) {
      const path = file?.replaceAll("\\", "/");
      if (!path?.startsWith(root)) continue;
      const source = `${sourceRoot}${path.slice(root.length)}`.replace(/^\/+/, "");
      return { repositoryId, path: source, defaultBranch };
    }
  }
  return undefined;
}
