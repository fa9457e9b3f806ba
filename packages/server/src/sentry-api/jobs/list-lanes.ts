import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { listIntegrations } from "../../integrations/integration-store.ts";
import { listKnownRepositoriesById } from "../../integrations/known-repository-store.ts";
import { type ListedLane, listLanes } from "../../jobs/lane-list-store.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { answerPage, type ListOrder, pageQuery, parsePage } from "../page.ts";
import { readLaneName } from "./read-lane-name.ts";
import { toSentryLane } from "./to-sentry-lane.ts";

const params = z.object({ organization: z.string() });

const byName: ListOrder<ListedLane> = {
  placeOf: ({ name }) => ({ key: name, id: name }),
  kinds: { key: "text", id: "text" },
};

/** `GET /api/0/organizations/{organization}/lanes/` (ours): those in which jobs wait, by name. */
export function listLanesOfOrganization(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/organizations/:organization/lanes/",
    { schema: { params, querystring: z.object(pageQuery) } },
    async (request, reply) => {
      const organization = await getOrganizationFor(db, request, request.params.organization);
      const page = parsePage(request.query, byName);
      const rows = await listLanes(db, organization.id, page);
      const lanes = answerPage(reply, request, { page, rows, order: byName });
      const titleOf = await readTitles(db, organization.id, lanes);
      return lanes.map((lane) => toSentryLane(lane, titleOf(lane)));
    },
  );
}

/** @returns what a lane is for, by its name; undefined when that is gone, or has none */
async function readTitles(db: Database, organizationId: number, lanes: ListedLane[]) {
  const read = lanes.map(({ name }) => readLaneName(name));
  const repositoryIds = read.flatMap(({ purpose, subjectId }) =>
    purpose === "repository" && subjectId !== null ? [subjectId] : [],
  );
  const repositories = await listKnownRepositoriesById(db, repositoryIds);
  const nameOfRepository = new Map(repositories.map(({ id, name }) => [id, name]));
  const integrations = await listIntegrations(db, organizationId);
  const nameOfIntegration = new Map(integrations.map(({ id, name }) => [id, name]));
  return ({ name }: ListedLane): string | undefined => {
    const { purpose, subjectId } = readLaneName(name);
    if (subjectId === null) return undefined;
    if (purpose === "repository") return nameOfRepository.get(subjectId);
    return nameOfIntegration.get(subjectId);
  };
}
