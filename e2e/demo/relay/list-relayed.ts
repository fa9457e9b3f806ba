import type { Clients } from "../../world/start-world.ts";

export interface RelayedIssue {
  issue: string;
  commit: string;
  state: string;
  reason: string | null;
  attempts: number;
}

export interface RelayedRelease {
  version: string;
  origin: string;
  state: string;
  reason: string | null;
  commitCount: number | null;
}

/** What the service tells of the issues, or releases, that it relays; newest first. */
export function listRelayed<Relayed extends RelayedIssue | RelayedRelease>(
  { service }: Pick<Clients, "service">,
  what: Relayed extends RelayedIssue ? "issues" : "releases",
): Promise<Relayed[]> {
  return service.list<Relayed>(`/organizations/acme/upstream/${what}/`);
}
