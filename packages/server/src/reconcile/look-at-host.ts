import type { Repository } from "../integrations/repository-store.ts";
import type { IntegrationInstallation } from "../integrations/types.ts";
import { type RefChangeLog, readRefChangeLog } from "./read-ref-change-log.ts";
import type { ReconcileState } from "./reconcile-store.ts";

/** What two calls tell of a repository. */
export interface Look {
  log: RefChangeLog;
  /** Full name. */
  defaultBranch: string;
}

/** @throws IntegrationError when the host cannot be asked */
export async function lookAtHost(
  installation: IntegrationInstallation,
  repository: Repository,
  { refChangeId }: ReconcileState,
): Promise<Look> {
  const defaultBranch = await installation.commitSource(repository).getDefaultBranch();
  const log = await readRefChangeLog(installation.refSource(repository), refChangeId);
  return { log, defaultBranch };
}

/** Whether nothing has happened since the last time: there is no reason for a closer look. */
export function isQuiet({ log, defaultBranch }: Look, state: ReconcileState): boolean {
  return log.isComplete && log.changes.length === 0 && defaultBranch === state.defaultBranch;
}
