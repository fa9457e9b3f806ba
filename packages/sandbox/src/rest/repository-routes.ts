import type { FastifyInstance } from "fastify";
import type { Settings } from "../control/settings.ts";
import type { Access } from "../http/access.ts";
import type { Paging } from "../http/paging.ts";
import type { Instance } from "../instance.ts";
import type { Pushes } from "../scm/pushes.ts";
import type { WebhookDeliveries } from "../webhooks/webhook-deliveries.ts";
import type { WebhookEvents } from "../webhooks/webhook-events.ts";
import { registerBranches } from "./branches.ts";
import { registerBrowse } from "./browse.ts";
import { registerChanges } from "./changes.ts";
import { registerCommits } from "./commits.ts";
import { registerCompare } from "./compare.ts";
import { registerDefaultBranch } from "./default-branch.ts";
import { registerFiles } from "./files.ts";
import { registerPatch } from "./patch.ts";
import { registerPullRequests } from "./pull-requests.ts";
import { registerRaw } from "./raw.ts";
import { registerRefChangeActivities } from "./ref-change-activities.ts";
import { registerRepository } from "./repository.ts";
import { registerTags } from "./tags.ts";
import { registerWebhookHistory } from "./webhook-history.ts";
import type { AdministeredScope } from "./webhook-scope.ts";
import { registerWebhookSearch } from "./webhook-search.ts";
import { registerWebhookTest } from "./webhook-test.ts";
import { registerWebhooks } from "./webhooks.ts";

/** The parts of the sandbox that REST answers are made with. */
export interface RestParts {
  instance: Instance;
  access: Access;
  paging: Paging;
  settings: Settings;
  deliveries: WebhookDeliveries;
  events: WebhookEvents;
  pushes: Pushes;
  version: string;
}

/** Everything at and below the address of one repository; `app` is prefixed with it. */
export function registerRepositoryRoutes(app: FastifyInstance, parts: RestParts): void {
  const { instance, access, paging } = parts;
  registerRepository(app, instance, access, parts.events);
  registerBranches(app, instance, access, paging);
  registerDefaultBranch(app, instance, access);
  registerTags(app, instance, access, paging);
  registerCommits(app, instance, access, paging);
  registerChanges(app, instance, access, paging);
  registerCompare(app, instance, access, paging);
  registerPatch(app, instance, access);
  registerBrowse(app, instance, access, paging);
  registerRaw(app, instance, access);
  registerFiles(app, instance, access, paging);
  registerRefChangeActivities(app, instance, access, paging);
  registerPullRequests(app, instance, access, paging, parts.events, parts.pushes);
  registerWebhookSearch(app, instance.state, access, paging);
  registerScopedWebhooks(app, parts, (request) => ({
    type: "repository",
    repositoryId: access.repository(request, "REPO_ADMIN").repository.id,
  }));
}

/** The webhooks of a repository, or of a project: the same calls for both. */
export function registerScopedWebhooks(
  app: FastifyInstance,
  { instance, settings, deliveries, paging }: RestParts,
  administered: AdministeredScope,
): void {
  registerWebhookTest(app, instance.state, settings, deliveries, administered);
  registerWebhooks(app, instance.state, deliveries, paging, administered);
  registerWebhookHistory(app, instance.state, deliveries, administered);
}
