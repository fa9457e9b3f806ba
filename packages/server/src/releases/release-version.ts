import { isStorableText } from "../db/is-storable-text.ts";

/** A release version such as `package@1.2.3-rc.1+5`, or a bare commit sha, in its parts. */
export interface ReleaseVersion {
  package?: string | undefined;
  /** Only of `package@version`: a number alone is no semantic version to Sentry. */
  version?: SemanticVersion | undefined;
  /** The commit sha that the version is, or has as its build code. */
  buildHash?: string | undefined;
  /** Short, for people: without the package, shas cut to 12 digits. */
  description: string;
}

interface SemanticVersion {
  major: number;
  minor: number;
  patch: number;
  revision: number;
  /** How many of the four numbers are written. */
  components: number;
  prerelease: string;
  buildCode: string;
  /** As written, without the package. */
  raw: string;
}

const MAX_LENGTH = 200;
const PACKAGE = /^(@?[^@]+)@(.+)$/s;
const IDENTIFIERS = "[0-9a-z-]+(?:\\.[0-9a-z-]+)*";
const VERSION = new RegExp(
  `^((?:\\d{1,15}\\.){0,3}\\d{1,15})((?:-|(?=[a-z]))(${IDENTIFIERS}))?(?:\\+(${IDENTIFIERS}))?$`,
  "i",
);
/** The lengths of hashes that Sentry's own parser takes for one. https://docs.rs/sentry-release-parser */
const HASH = /^(?:[0-9a-f]{12}|[0-9a-f]{16}|[0-9a-f]{20}|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i;

/** Reads any text: what is no version of a package still has a description. */
export function parseReleaseVersion(text: string): ReleaseVersion {
  const trimmed = text.trim();
  const [, packageName, afterPackage] = PACKAGE.exec(trimmed) ?? [];
  const raw = afterPackage ?? trimmed;
  const version = packageName === undefined ? undefined : parseVersion(raw);
  const hash = version ? version.buildCode : raw;
  return {
    package: packageName,
    version,
    buildHash: HASH.test(hash) ? hash : undefined,
    description: version ? describeVersion(version) : shortenHash(raw),
  };
}

/** Why `text` cannot be a release's version, as a sentence; undefined when it can. */
export function validateReleaseVersion(text: string): string | undefined {
  if (text.trim() === "") return "A release version must not be blank.";
  if (text.length > MAX_LENGTH) return `A release version has at most ${MAX_LENGTH} characters.`;
  if ([".", "..", "latest"].includes(text.trim())) {
    return `A release version must not be "${text.trim()}".`;
  }
  if (!isStorableText(text)) {
    return "A release version must not contain NUL, or half of a surrogate pair.";
  }
  if (/[\r\n\f\t/\\]/.test(text)) {
    return "A release version must not contain line ends, tabs, / or \\.";
  }
  return undefined;
}

function parseVersion(raw: string): SemanticVersion | undefined {
  const [, numbers, suffix = "", prerelease = "", buildCode = ""] = VERSION.exec(raw) ?? [];
  if (numbers === undefined) return undefined;
  const written = numbers.split(".").map(Number);
  // `1.0a` is a version, and so is `1-a`; but `1a` may as well be the start of a sha.
  if (written.length === 1 && suffix !== "" && !suffix.startsWith("-")) return undefined;
  const [major = 0, minor = 0, patch = 0, revision = 0] = written;
  const components = written.length;
  return { major, minor, patch, revision, components, prerelease, buildCode, raw };
}

function describeVersion({ raw, buildCode }: SemanticVersion): string {
  const [version = raw] = raw.split("+", 1);
  return buildCode === "" ? version : `${version} (${shortenHash(buildCode)})`;
}

function shortenHash(text: string): string {
  return HASH.test(text) ? text.slice(0, 12) : text;
}
