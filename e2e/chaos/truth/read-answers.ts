import type { JsonClient } from "../../world/json-client.ts";
import type { Expectation, Fact } from "./fact.ts";

const ORGANIZATION = "/organizations/acme";

/** What the public API tells of commits, issues and releases, page by page to the end. */
export async function readAnswers(service: JsonClient): Promise<Fact[]> {
  return [
    ...(await readCommits(service)),
    ...(await readIssues(service)),
    ...(await readReleases(service)),
  ];
}

interface CommitAnswer {
  id: string;
  message: string;
}

async function readCommits(service: JsonClient): Promise<Fact[]> {
  const facts: Fact[] = [];
  const repositories = await service.list<{ id: string; name: string }>(`${ORGANIZATION}/repos/`);
  for (const { id, name } of repositories) {
    const commits = await service.list<CommitAnswer>(`${ORGANIZATION}/repos/${id}/commits/`);
    const slug = name.split("/").at(-1);
    for (const { id: sha, message } of commits) {
      facts.push({ topic: "listed commit", subject: `${slug} ${sha}`, value: message });
    }
  }
  return facts;
}

interface IssueAnswer {
  /** `Error: crash 7`: the fingerprint with which it was reported. */
  title: string;
  status: string;
  statusDetails: { inCommit?: { commit: string }; inRelease?: string };
  project: { slug: string };
}

async function readIssues(service: JsonClient): Promise<Fact[]> {
  const issues = await service.list<IssueAnswer>(`${ORGANIZATION}/issues/?query=`);
  return issues.map(({ title, status, statusDetails: { inCommit, inRelease }, project }) => ({
    topic: "listed issue",
    subject: `${project.slug}#${/\d+$/.exec(title)?.[0]}`,
    value: [status, inRelease ?? inCommit?.commit ?? ""].join(" "),
  }));
}

async function readReleases(service: JsonClient): Promise<Fact[]> {
  const facts: Fact[] = [];
  const releases = await service.list<{ version: string }>(`${ORGANIZATION}/releases/`);
  for (const { version } of releases) {
    const path = `${ORGANIZATION}/releases/${encodeURIComponent(version)}/commits/`;
    const commits = await service.list<CommitAnswer>(path);
    for (const [position, { id }] of commits.entries()) {
      const subject = `${version} ${id}`;
      facts.push({ topic: "listed release commit", subject, value: String(position) });
    }
  }
  return facts;
}

/** What the public API has to tell when the database is to be so. */
export function expectAnswers(expected: readonly Expectation[]): Expectation[] {
  return expected.flatMap(({ topic, subject, values }): Expectation[] => {
    if (topic === "commit")
      return [{ topic: "listed commit", subject, values: values.map(messageOf) }];
    if (topic === "resolution")
      return [{ topic: "listed issue", subject, values: values.map(toStatus) }];
    // A merge is not listed.
    if (topic !== "release commit" || values.includes("null")) return [];
    return [{ topic: "listed release commit", subject, values }];
  });
}

function messageOf(commitValue: string): string {
  return String((JSON.parse(commitValue) as unknown[])[0]);
}

/** Of status, type, sha and version, what an issue shows in a list. */
function toStatus(resolution: string): string {
  const [status = "", type, sha, version] = resolution.split(" ");
  if (type === "null") return `${status} `;
  return `${status} ${type === "in_release" ? version : sha}`;
}
