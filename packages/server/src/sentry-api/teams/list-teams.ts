import { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { toDefaultTeam } from "./default-team.ts";

/** `GET /api/0/organizations/{organization}/teams/`: a client that makes projects asks for one. */
export function listTeams(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/organizations/:organization/teams/",
    { schema: { params: z.object({ organization: z.string() }) } },
    async (request) => [
      toDefaultTeam(await getOrganizationFor(db, request, request.params.organization)),
    ],
  );
}
