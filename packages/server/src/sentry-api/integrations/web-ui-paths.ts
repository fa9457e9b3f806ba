/*
 * Where pages of the web UI are that a browser is led to from outside of it. The UI has them in its own
 * path builder; a test that comes back from Bitbucket in a browser fails when they differ.
 */

/** One installed integration. */
export function integrationPath(organization: string, integrationId: number): string {
  return `/organizations/${encodeURIComponent(organization)}/integrations/${integrationId}/`;
}

/** The approval in the install of a provider: its second step, or the first when no address is known there. */
export function approvalPath(organization: string, provider: string): string {
  return `/organizations/${encodeURIComponent(organization)}/integrations/${provider}/install/?step=credentials`;
}
