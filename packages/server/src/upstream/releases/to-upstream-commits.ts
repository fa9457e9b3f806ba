import { createHash } from "node:crypto";
import type { FileChange } from "../../commits/types.ts";

/** A commit of a release, as we recorded it. */
export interface ReleaseCommit {
  sha: string;
  /** `KEY/slug`. */
  repository: string;
  message: string;
  authorName: string | null;
  authorEmail: string | null;
  /** Epoch milliseconds. */
  authoredAt: number;
  files: FileChange[];
}

/** A commit as Sentry's API takes it with a release. */
export interface UpstreamCommit {
  id: string;
  repository: string;
  message: string;
  author_name?: string;
  author_email?: string;
  /** RFC 3339. */
  timestamp: string;
  patch_set: FileChange[];
}

/** What is sent of a release, and what of it had to be shortened. */
export interface UpstreamCommits {
  commits: UpstreamCommit[];
  /** Sentences for people; empty when all went as it is. */
  notes: string[];
}

// The published API document, but for the e-mail: versions before 2026 take 75 characters, newer ones
// take 200 and keep 75. What is longer than they take fails the whole call.
const MOST = { email: 75, authorName: 128, repository: 64, path: 510 };

/** The years that Sentry can tell; git takes any number of seconds. */
const FIRST_TIME = Date.parse("0001-01-01T00:00:00.000Z");
const LAST_TIME = Date.parse("9999-12-31T23:59:59.999Z");

/**
 * The commits of a release in the words and limits of Sentry's API. What is shortened stays distinct:
 * two authors, repositories or files never become one. The order is kept.
 */
export function toUpstreamCommits(commits: readonly ReleaseCommit[]): UpstreamCommits {
  const shortened = { email: 0, authorName: 0, repository: new Set<string>(), path: 0, time: 0 };
  const sent = commits.map((commit): UpstreamCommit => {
    const { sha: id, message, authorName: name, authorEmail: email, repository } = commit;
    if (email !== null && isOver(email, MOST.email)) shortened.email++;
    if (name !== null && isOver(name, MOST.authorName)) shortened.authorName++;
    if (isOver(repository, MOST.repository)) shortened.repository.add(repository);
    const time = Math.min(Math.max(commit.authoredAt, FIRST_TIME), LAST_TIME);
    if (time !== commit.authoredAt) shortened.time++;
    shortened.path += commit.files.filter(({ path }) => isOver(path, MOST.path)).length;
    return {
      id,
      repository: shortenEnd(repository, MOST.repository),
      message,
      ...(name !== null && { author_name: shortenEnd(name, MOST.authorName) }),
      ...(email !== null && { author_email: shortenEmail(email) }),
      timestamp: new Date(time).toISOString(),
      patch_set: commit.files.map(({ path, type }) => ({ path: shortenPath(path), type })),
    };
  });
  return { commits: sent, notes: describe(shortened) };
}

/** Sentry counts characters, not UTF-16 units. */
function isOver(text: string, most: number): boolean {
  return text.length > most && Array.from(text).length > most;
}

/** The end gives way to a hash of the whole. */
function shortenEnd(text: string, most: number): string {
  if (!isOver(text, most)) return text;
  const hash = hashOf(text);
  return `${Array.from(text)
    .slice(0, most - hash.length - 1)
    .join("")}-${hash}`;
}

/** The domain stays, when it is not the long part: it says whose people they are. */
function shortenEmail(email: string): string {
  if (!isOver(email, MOST.email)) return email;
  const at = email.lastIndexOf("@");
  const domain = Array.from(email.slice(at));
  if (at < 0 || domain.length > MOST.email / 2) return shortenEnd(email, MOST.email);
  return shortenEnd(email.slice(0, at), MOST.email - domain.length) + domain.join("");
}

/** The end stays: stack traces are matched from there. */
function shortenPath(path: string): string {
  if (!isOver(path, MOST.path)) return path;
  const hash = hashOf(path);
  return `${hash}/${Array.from(path)
    .slice(-(MOST.path - hash.length - 1))
    .join("")}`;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

function describe(shortened: {
  email: number;
  authorName: number;
  repository: Set<string>;
  path: number;
  time: number;
}): string[] {
  const { email, authorName, repository, path, time } = shortened;
  return [
    ...[...repository].map(
      (name) =>
        `The repository ${name} is called ${shortenEnd(name, MOST.repository)} there: Sentry takes ${MOST.repository} characters.`,
    ),
    ...(email > 0
      ? [`E-mail addresses over ${MOST.email} characters were shortened in ${count(email)}.`]
      : []),
    ...(authorName > 0
      ? [
          `Names of authors over ${MOST.authorName} characters were shortened in ${count(authorName)}.`,
        ]
      : []),
    ...(path > 0
      ? [`Paths over ${MOST.path} characters were shortened at their beginning: ${path}.`]
      : []),
    ...(time > 0
      ? [`Dates before the year 1 or after 9999 were brought into those years in ${count(time)}.`]
      : []),
  ];
}

function count(commits: number): string {
  return commits === 1 ? "1 commit" : `${commits} commits`;
}
