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
  integration: (organization: string, id: string) => [
    "organization",
    organization,
    "integrations",
    id,
  ],
  integrationHealth: (organization: string, id: string) => [
    "organization",
    organization,
    "integrations",
    id,
    "health",
  ],
  repositoryChoices: (organization: string, integration: string) => [
    "organization",
    organization,
    "integrations",
    integration,
    "choices",
  ],
  hostCheck: (organization: string) => ["organization", organization, "host-check"],
  installStep: (organization: string) => ["organization", organization, "install-step"],
  repositoriesOf: (organization: string, integration: string) => [
    "organization",
    organization,
    "repositories",
    "of",
    integration,
  ],
} as const;
