import type { BranchRecord, TagRecord } from "../git/list-refs.ts";

/** `main` of `refs/heads/main`. */
export function refDisplayId(refId: string): string {
  return refId.replace(/^refs\/(heads|tags)\//, "");
}

/** The least that is said of a ref. */
export function toMinimalRef(refId: string) {
  const type = refId.startsWith("refs/tags/") ? "TAG" : "BRANCH";
  return { id: refId, displayId: refDisplayId(refId), type };
}

/** A branch; `latestChangeset` is the old name of `latestCommit` and still sent. */
export function toBranch(branch: BranchRecord, defaultBranchId: string) {
  return {
    ...toMinimalRef(branch.id),
    latestCommit: branch.commit,
    latestChangeset: branch.commit,
    isDefault: branch.id === defaultBranchId,
  };
}

/** A tag; `hash` is the tag object of an annotated tag, null for a lightweight one. */
export function toTag(tag: TagRecord) {
  return {
    ...toMinimalRef(tag.id),
    latestCommit: tag.commit,
    latestChangeset: tag.commit,
    hash: tag.tagObject ?? null,
  };
}
