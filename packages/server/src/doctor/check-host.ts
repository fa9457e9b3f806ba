import type { Repository } from "../integrations/repository-store.ts";
import type { HostDescription } from "../integrations/types.ts";
import { listNames } from "./check-hooks.ts";
import { type Finding, findingsOf } from "./finding.ts";
import { plural } from "./plural.ts";

/** Signatures of OAuth 1.0a carry the time, and are refused when it is some minutes off. */
const CLOCK_MS = 60_000;

/** Whether we administer what is linked. @param administered ids of the host */
export function checkRights(
  name: string,
  {
    who,
    administered,
    repositories,
  }: { who: string; administered: Set<string>; repositories: Repository[] },
): Finding {
  const { ok, error } = findingsOf(name);
  const lost = repositories.filter(({ externalId }) => !administered.has(externalId));
  if (lost.length > 0) {
    return error(
      `${who} does not administer ${lost.length} of ${repositories.length} linked repositories (${listNames(lost)}). Give it the permission REPO_ADMIN, or unlink them.`,
    );
  }
  return ok(
    `${who} administers ${plural(administered.size, "repository", "repositories")}; ${plural(repositories.length, "is", "are")} linked.`,
  );
}

export function checkClock(name: string, { time }: HostDescription, now: number): Finding {
  const { ok, warning } = findingsOf(name);
  if (time === undefined) return ok("It does not tell its time.");
  const seconds = Math.round(Math.abs(now - time) / 1_000);
  if (seconds * 1_000 < CLOCK_MS) return ok("Its clock and ours agree.");
  return warning(
    `Its clock and ours are ${seconds} s apart, and OAuth fails from some minutes on. Have both follow a time server (NTP).`,
  );
}
