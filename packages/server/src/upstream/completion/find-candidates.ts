import { findNamedCommit } from "../../releases/named-commit.ts";
import { parseReleaseVersion } from "../../releases/release-version.ts";

/** What a release of an upstream may be told its commit by. */
export const COMPLETION_RULES = ["sha", "tag", "deploy"] as const;

export type CompletionRule = (typeof COMPLETION_RULES)[number];

/** A release of an upstream, as far as it tells of its commit. */
export interface NamedRelease {
  version: string;
  ref: string | null;
  /** What its deploys are called, and where they are described. */
  deploys: { name: string | null; url: string | null }[];
}

/** A commit or tag that a release may be of. */
export interface Candidate {
  kind: "sha" | "tag";
  /** 7 to 40 hex digits in lower case, or a tag without `refs/tags/`. */
  name: string;
  /** Where it is named. */
  from: "version" | "ref" | "deploy";
}

/**
 * The commits and tags that a release may be of, the surest first: the sha that its `ref` or its version
 * is, a tag of its ref, of its version or of its build number, and what the deploy of the CI names.
 */
export function findCandidates(
  release: NamedRelease,
  rules: readonly CompletionRule[],
): Candidate[] {
  const { version, ref, deploys } = release;
  const named = [
    ...shas(ref ?? "", "ref"),
    ...shas(version, "version"),
    ...tags(tagsOfRef(ref ?? ""), "ref"),
    ...tags(tagsOfVersion(version), "version"),
  ].filter(({ kind }) => rules.includes(kind));
  return distinct([...named, ...(rules.includes("deploy") ? deploys.flatMap(ofDeploy) : [])]);
}

function shas(text: string, from: Candidate["from"]): Candidate[] {
  const name = findNamedCommit(text);
  return name === undefined ? [] : [{ kind: "sha", name, from }];
}

const tags = (names: string[], from: Candidate["from"]): Candidate[] =>
  names.map((name) => ({ kind: "tag", name, from }));

function tagsOfRef(ref: string): string[] {
  const name = ref.trim().replace(/^refs\/tags\//, "");
  return name === "" || name.startsWith("refs/") ? [] : [name];
}

/** `shop@1.2.3+5` is the tag of that name, `v1.2.3`, `1.2.3`, `release-1.2.3`, or that of build 5. */
function tagsOfVersion(text: string): string[] {
  const { package: packageName, version } = parseReleaseVersion(text);
  const bare = packageName === undefined ? text.trim() : text.trim().slice(packageName.length + 1);
  const [number = bare, build = ""] = bare.split("+", 2);
  if (!/\d/.test(number)) return [text.trim()];
  const written = [bare, number].flatMap((name) => [
    ...inFront(packageName, name),
    ...spellings(name),
  ]);
  const builds = version && /^\d+$/.test(build) ? [`build-${build}`, `build/${build}`, build] : [];
  return [text.trim(), ...written, ...builds];
}

const spellings = (name: string): string[] =>
  name.startsWith("v")
    ? [name, name.slice(1)]
    : [`v${name}`, name, `release-${name}`, `release/${name}`];

const inFront = (packageName: string | undefined, name: string): string[] =>
  packageName === undefined ? [] : [`${packageName}@${name}`, `${packageName}-${name}`];

/** Its name as a whole, or a sha in its address: `https://ci/builds/4e17c13d…`. */
function ofDeploy({ name, url }: NamedRelease["deploys"][number]): Candidate[] {
  const segments = (url ?? "").split(/[/?#=&]/).flatMap((part) => shas(part, "deploy"));
  if (!name) return segments;
  return [...shas(name, "deploy"), ...tags(tagsOfVersion(name), "deploy"), ...segments];
}

/** The first of each name stays. */
function distinct(candidates: Candidate[]): Candidate[] {
  const byName = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const key = `${candidate.kind} ${candidate.name}`;
    if (!byName.has(key)) byName.set(key, candidate);
  }
  return [...byName.values()];
}
