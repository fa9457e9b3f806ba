import type { FastifyInstance } from "fastify";
import type { Access } from "../http/access.ts";
import { type Paging, rowsOf } from "../http/paging.ts";
import { queryValues } from "../http/query.ts";
import type { WebhookScope } from "../state/entities.ts";
import type { State } from "../state/state.ts";
import { toWebhook } from "../wire/to-webhook.ts";
import { webhooksOf } from "./webhook-scope.ts";

/** `GET R/webhooks/search`: the webhooks that a repository's events reach, its project's included. */
export function registerWebhookSearch(
  app: FastifyInstance,
  state: State,
  access: Access,
  paging: Paging,
): void {
  app.get("/webhooks/search", async (request) => {
    const { repository, project } = access.repository(request, "REPO_ADMIN");
    const wanted = queryValues(request, "scopeType");
    const scopes: WebhookScope[] = [
      { type: "repository", repositoryId: repository.id },
      { type: "project", projectId: project.id },
    ];
    const rows = scopes
      .filter(({ type }) => wanted.length === 0 || wanted.includes(type))
      .flatMap((scope) => webhooksOf(state, scope, queryValues(request, "event")));
    return paging.page(request, rowsOf(rows.map(toWebhook)));
  });
}
