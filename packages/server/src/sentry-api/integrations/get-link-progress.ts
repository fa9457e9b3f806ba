import type { LinkProgressAnswer } from "@sentry-bitbucket-server/api-contract/link";
import type { Database } from "../../db/database.ts";
import { type LinkProgress, readLinkProgress } from "../../integrations/link-batch-store.ts";
import type { Api } from "../api.ts";
import { getIntegrationFor, integrationParams } from "./get-integration-for.ts";

/** `GET /api/0/organizations/{organization}/integrations/{integration}/links/` (ours), whoever asked for them. */
export function getLinkProgress(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/organizations/:organization/integrations/:integration/links/",
    { schema: { params: integrationParams } },
    async (request) => {
      const integration = await getIntegrationFor(db, request, request.params);
      return toLinkProgress(await readLinkProgress(db, integration.id));
    },
  );
}

export function toLinkProgress({
  id,
  failures,
  delay,
  ...counted
}: LinkProgress): LinkProgressAnswer {
  return {
    id: id === null ? null : String(id),
    ...counted,
    failures: failures.map(toReason),
    delay: delay && toReason(delay),
  };
}

function toReason({ name, reason }: { name: string; reason: string }) {
  return { identifier: name, reason };
}
