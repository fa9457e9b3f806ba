import type { Database } from "../db/database.ts";
import type { StoredIntegration } from "../integrations/integration-store.ts";
import type { Repository } from "../integrations/repository-store.ts";
import { listUnsignedRequests, type UnsignedRequests } from "./doctor-store.ts";
import { type Finding, findingsOf } from "./finding.ts";
import { plural } from "./plural.ts";

const DAY_MS = 24 * 60 * 60_000;
/** So many are named; the API lists all. */
const MOST_NAMED = 5;

const REASONS = {
  mismatch: "the signature does not match the secret",
  unsigned: "there is no signature",
} as const;

/**
 * Whether webhooks came in the last day that no secret of ours has signed. Of one that was heard of since
 * nothing is said: it is well again.
 */
export async function checkRefused(
  db: Database,
  { id, name }: Pick<StoredIntegration, "id" | "name">,
  repositories: readonly Repository[],
): Promise<Finding[]> {
  const { warning } = findingsOf(name);
  const requests = await listUnsignedRequests(db, id, Date.now() - DAY_MS);
  const told = requests.flatMap((each) => {
    const repository = repositories.find((linked) => linked.id === each.repositoryId);
    const isWell = (repository?.hookSeenAt ?? 0) > each.lastAt;
    return isWell ? [] : [warning(describe(each, repository))];
  });
  if (told.length <= MOST_NAMED) return told;
  const more = told.length - MOST_NAMED;
  return [
    ...told.slice(0, MOST_NAMED),
    warning(`Deliveries of ${more} more webhooks were refused, too.`),
  ];
}

function describe({ count, reason }: UnsignedRequests, repository?: Repository): string {
  const deliveries = plural(count, "delivery", "deliveries");
  const of = repository ? repository.name : "a webhook that names no repository";
  const remedy = repository
    ? `POST …/repos/${repository.id}/rotate-secret/ gives its webhook another secret.`
    : "Delete that webhook in Bitbucket: those of linked repositories are made from here.";
  return `${deliveries} of ${of} ${count === 1 ? "was" : "were"} refused in the last day: ${REASONS[reason]}. ${remedy}`;
}
