import type { DeliveryDetailAnswer } from "@sentry-bitbucket-server/api-contract/delivery";
import type { Database } from "../../db/database.ts";
import type { SecretBox } from "../../integrations/secret-box.ts";
import { listHookSecrets } from "../../integrations/hook-secret-store.ts";
import { formatShortId } from "../../issues/short-id.ts";
import { listAttempts } from "../../jobs/attempt-store.ts";
import { findTurn } from "../../jobs/turn-store.ts";
import { listUnknownIssues } from "../../resolutions/list-unknown-issues.ts";
import { listDeliveryJobs } from "../../webhooks/delivery-job-store.ts";
import type { ListedDelivery } from "../../webhooks/delivery-list-store.ts";
import {
  type DeliveryOutcome,
  type NamedIssue,
  readDeliveryOutcome,
} from "../../webhooks/delivery-outcome-store.ts";
import { readReceived } from "../../webhooks/delivery-store.ts";
import { hideSecretHeader, hideSecrets } from "../../webhooks/hide-secrets.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { toSentryAuthor } from "../commits/to-sentry-commit.ts";
import { toSentryAttempt, toSentryTurn } from "../jobs/to-sentry-job.ts";
import { toSentryDate } from "../to-sentry-date.ts";
import { deliveryParams, getDeliveryFor } from "./get-delivery-for.ts";
import { toSentryDelivery } from "./to-sentry-delivery.ts";

interface GetDeliveryDeps {
  db: Database;
  secretBox: SecretBox;
  publicUrl: string;
}

/** As many bytes of a body are told: one of a push with a thousand refs is whole. */
const MOST_OF_BODY = 256 * 1024;
/** A secret that begins within what is told, and ends behind it, is known by as much more. */
const LONGEST_SECRET = 4 * 1024;

/** `GET /api/0/organizations/{organization}/deliveries/{delivery}/` (ours). */
export function getDelivery(app: Api, deps: GetDeliveryDeps): void {
  const { db, publicUrl } = deps;
  app.get(
    "/api/0/organizations/:organization/deliveries/:delivery/",
    { schema: { params: deliveryParams } },
    async (request): Promise<DeliveryDetailAnswer> => {
      const { organization: slug, delivery: id } = request.params;
      const organization = await getOrganizationFor(db, request, slug);
      const delivery = await getDeliveryFor(db, organization.id, id);
      const job = (await listDeliveryJobs(db, [id])).get(id);
      const attempts = job ? await listAttempts(db, job) : [];
      const turn = job?.state === "waiting" ? await findTurn(db, job) : undefined;
      const outcome = await readDeliveryOutcome(db, id);
      const home = { organizationId: organization.id, publicUrl };
      return {
        ...toSentryDelivery(delivery, job),
        ...(await toReceived(deps, delivery)),
        ...toOutcome(outcome),
        unknownIssues: await listUnknownIssues(db, home, outcome.commits),
        turn: toSentryTurn(turn),
        attemptHistory: attempts.map(toSentryAttempt),
      };
    },
  );
}

/** What was sent, without its secrets. */
async function toReceived({ db, secretBox }: GetDeliveryDeps, delivery: ListedDelivery) {
  const { id, integrationId, repositoryId, size } = delivery;
  const { headers, body } = await readReceived(db, id, MOST_OF_BODY + LONGEST_SECRET);
  const wanted = { integrationId, repositoryId, limit: 1 };
  const known = await listHookSecrets(db, secretBox, wanted);
  const text = hideSecrets(
    body.toString("utf8"),
    known.map(({ secret }) => secret),
  );
  const isBodyTruncated = size > MOST_OF_BODY;
  return {
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, hideSecretHeader(name, value)]),
    ),
    body: isBodyTruncated ? text.slice(0, MOST_OF_BODY).toWellFormed() : text,
    isBodyTruncated,
  };
}

function toOutcome({ commits, references, resolutions, isTruncated }: DeliveryOutcome) {
  return {
    commits: commits.map(({ sha, message, authoredAt, author }) => ({
      id: sha,
      message,
      dateCreated: toSentryDate(authoredAt),
      author: toSentryAuthor(author),
    })),
    references: references.map(toNamedIssue),
    resolutions: resolutions.map(toNamedIssue),
    isOutcomeTruncated: isTruncated,
  };
}

function toNamedIssue({ issueId, projectSlug, number, title, commit }: NamedIssue) {
  return { id: String(issueId), shortId: formatShortId(projectSlug, number), title, commit };
}
