import type { FastifyRequest } from "fastify";
import { blameFile, type BlameSpan } from "../git/blame-file.ts";
import { readBlob, type TreeEntry } from "../git/read-tree.ts";
import { pageNumber } from "../http/paging.ts";
import type { Instance } from "../instance.ts";
import { displayId } from "../wire/to-commit.ts";
import { toPath } from "../wire/to-path.ts";
import { toPerson } from "../wire/to-person.ts";

/** `page.max.source.lines`, and the length at which a line is cut. */
const maximumLines = 5000;
const longestLine = 5000;
const usualLines = 500;

/** A page of a file's lines. Lines are all visible, so `start` counts lines and nothing jumps. */
export async function fileLines(
  request: FastifyRequest,
  instance: Instance,
  gitDir: string,
  commit: string,
  entry: TreeEntry,
  wantsBlame: boolean,
) {
  const text = entry.type === "FILE" ? await readBlob(gitDir, entry.contentId) : "";
  if (text.includes("\0")) return { binary: true, path: toPath(entry.path) };
  const { start, limit } = linesAsked(request);
  const lines = text.replace(/\n$/, "").split(/\r?\n/);
  const shown = lines.slice(start, start + limit);
  const isLastPage = start + limit >= lines.length;
  const spans = wantsBlame ? await blameFile(gitDir, commit, entry.path) : [];
  return {
    lines: shown.map((line) => ({ text: line.slice(0, longestLine) })),
    ...(wantsBlame ? { blame: spans.map((span) => toBlame(span, instance)) } : {}),
    start,
    size: shown.length,
    isLastPage,
    limit,
    nextPageStart: isLastPage ? null : start + limit,
  };
}

/** With `blame&noContent`: the spans of the lines asked for, as a bare array. */
export async function blamePage(
  request: FastifyRequest,
  instance: Instance,
  gitDir: string,
  commit: string,
  path: string,
) {
  const { start, limit } = linesAsked(request);
  const spans = await blameFile(gitDir, commit, path);
  return spans
    .filter(
      ({ lineNumber, spannedLines }) =>
        lineNumber + spannedLines - 1 > start && lineNumber <= start + limit,
    )
    .map((span) => toBlame(span, instance));
}

function linesAsked(request: FastifyRequest): { start: number; limit: number } {
  const limit = Math.min(pageNumber(request, "limit", usualLines, 1), maximumLines);
  return { start: pageNumber(request, "start", 0, 0), limit };
}

function toBlame(span: BlameSpan, instance: Instance) {
  return {
    author: toPerson(span.author, instance),
    authorTimestamp: span.authorTimestamp,
    committer: toPerson(span.committer, instance),
    committerTimestamp: span.committerTimestamp,
    commitHash: span.commit,
    displayCommitHash: displayId(span.commit),
    commitId: span.commit,
    fileName: span.fileName,
    lineNumber: span.lineNumber,
    spannedLines: span.spannedLines,
  };
}
