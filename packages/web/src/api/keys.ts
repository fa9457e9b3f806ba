/**
 * The keys under which answers are kept, and the one place where they are written. A key that
 * another begins with is of the same things: `invalidateQueries({ queryKey: keys.organization("acme") })`
 * has all that was asked about acme asked again.
 */
export const keys = {
  setup: ["setup"],
  me: ["me"],
  organizations: ["organizations"],
  organization: (organization: string) => ["organization", organization],
  membership: (organization: string) => ["organization", organization, "membership"],
  projects: (organization: string) => ["organization", organization, "projects"],
  projectKeys: (organization: string, project: string) => [
    "organization",
    organization,
    "project-keys",
    project,
  ],
  organizationDetail: (organization: string) => ["organization", organization, "detail"],
  assignees: (organization: string) => ["organization", organization, "assignees"],
  issues: (organization: string) => ["organization", organization, "issues"],
  issue: (organization: string, issue: string) => ["organization", organization, "issue", issue],
  releases: (organization: string) => ["organization", organization, "releases"],
  release: (organization: string, version: string) => [
    "organization",
    organization,
    "release",
    version,
  ],
  providers: (organization: string) => ["organization", organization, "providers"],
  integrations: (organization: string) => ["organization", organization, "integrations"],
  repositories: (organization: string) => ["organization", organization, "repositories"],
  repository: (organization: string, id: string) => [
    "organization",
    organization,
    "repositories",
    id,
  ],
  commits: (organization: string, repository: string) => [
    "organization",
    organization,
    "repositories",
    repository,
    "commits",
  ],
  deliveries: (organization: string) => ["organization", organization, "deliveries"],
  delivery: (organization: string, id: string) => ["organization", organization, "deliveries", id],
  jobs: (organization: string) => ["organization", organization, "jobs"],
  job: (organization: string, id: string) => ["organization", organization, "jobs", id],
  jobStats: (organization: string) => ["organization", organization, "jobs", "stats"],
  lanes: (organization: string) => ["organization", organization, "jobs", "lanes"],
  doctor: (organization: string) => ["organization", organization, "doctor"],
} as const;
